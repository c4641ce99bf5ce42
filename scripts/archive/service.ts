/** Requests of an admin to a service. */
import { setTimeout as pause } from 'node:timers/promises'
import { commands } from '../../src/messages/en.ts'

export interface Service {
  readonly url: string
  readonly token: string
}

export interface Sent {
  readonly method?: string
  /** JSON. */
  readonly json?: string
  readonly body?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
}

/** The most attempts of a request that only reads. */
const maxAttempts = 4

const send = (service: Service, path: string, { method, json, body, headers }: Sent): Promise<Response> =>
  fetch(new URL(path, service.url), {
    method: method ?? (json === undefined ? 'GET' : 'POST'),
    headers: {
      Authorization: `Bearer ${service.token}`,
      Accept: 'application/json',
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(json === undefined && body === undefined ? {} : { body: json ?? body }),
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit)

/** Returns the response. Throws an Error with its text if it is rejected. Reads are tried again if the service is busy. */
export const ask = async (service: Service, path: string, sent: Sent = {}): Promise<Response> => {
  const isRead = sent.method === undefined && sent.json === undefined
  for (let attempt = 1; ; attempt++) {
    const answer = await send(service, path, sent)
    if (answer.ok) return answer
    const text = await answer.text()
    if (!isRead || answer.status < 500 || attempt === maxAttempts)
      throw new Error(commands.line.failed(`${service.url}${path}`, answer.status, text))
    await pause(1000 * attempt)
  }
}

export const askJson = async <T>(service: Service, path: string, sent?: Sent): Promise<T> =>
  (await (await ask(service, path, sent)).json()) as T
