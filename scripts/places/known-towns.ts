export interface MissingTown { readonly country: string; readonly name: string; readonly arabic: string; readonly province: string; readonly latitude: number; readonly longitude: number; readonly population: number; readonly otherNames: readonly string[]; readonly source: string }
export const missingTowns: readonly MissingTown[] = []
export const commonNames: Readonly<Record<number, readonly string[]>> = {}
