/** The fixed parts of a workbook: content types, relations, the list of sheets, the cell formats. */

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const spreadsheetNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006'
const relationshipNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const contentTypePrefix = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${relationshipNamespace}/${type}" Target="${target}"/>`

const relations = (inside: string): string =>
  `${declaration}<Relationships xmlns="${packageNamespace}/relationships">${inside}</Relationships>`

const contentTypeOverride = (part: string, type: string): string =>
  `<Override PartName="/xl/${part}" ContentType="${contentTypePrefix}.${type}+xml"/>`

/** The rows of `cellXfs` are in the order of `styles` in cells.ts. */
const stylesXml =
  `${declaration}<styleSheet xmlns="${spreadsheetNamespace}">` +
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>' +
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

export const sheetPath = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`

/** Returns the name of a sheet's filter range, by which some programs find it. */
const filterName = (sheet: string, index: number, lastCell: string): string =>
  `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">` +
  `${sheet}!$A$1:${lastCell.replace(/([A-Z]+)(\d+)/, '$$$1$$$2')}</definedName>`

/** Returns each part by its path, for sheets with these names; the first has a filter from A1 to `lastCell`. */
export const workbookParts = (
  sheets: readonly [string, ...string[]],
  lastCell: string,
): Readonly<Record<string, string>> => ({
  '[Content_Types].xml':
    `${declaration}<Types xmlns="${packageNamespace}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    contentTypeOverride('workbook.xml', 'sheet.main') +
    contentTypeOverride('styles.xml', 'styles') +
    `${sheets.map((_, i) => contentTypeOverride(`worksheets/sheet${i + 1}.xml`, 'worksheet')).join('')}</Types>`,
  '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
  'xl/workbook.xml':
    `${declaration}<workbook xmlns="${spreadsheetNamespace}" xmlns:r="${relationshipNamespace}"><bookViews><workbookView/></bookViews><sheets>` +
    sheets.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('') +
    `</sheets><definedNames>${filterName(sheets[0], 0, lastCell)}</definedNames></workbook>`,
  'xl/_rels/workbook.xml.rels': relations(
    sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
      relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml'),
  ),
  'xl/styles.xml': stylesXml,
})
