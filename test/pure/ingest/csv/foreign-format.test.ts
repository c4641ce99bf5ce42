import { describe, expect, it } from 'vitest'
import { en } from '../../../../src/messages/en.ts'
import { collectTable } from './collect-table.ts'

const opening = 'PK\x03\x04'.padEnd(30, '\x14')

describe('a file that is no table', () => {
  it.each([
    ['JSON', '[{"a": 1}]', 'application/json'],
    ['JSON', '\ufeff\n  {"incidents": [{"id": 1}]}', 'application/json'],
    ['JSON', '[\n  {"a": 1}]', 'application/json'],
    ['JSON', '[]', 'application/json'],
    ['NDJSON', '{"a": 1}\n{"a": 2}\n', 'application/x-ndjson'],
    ['GeoJSON', '{"type": "FeatureCollection", "features": []}', 'application/json'],
    ['HTML', '<!DOCTYPE html>\n<html lang="en">', 'CSV UTF-8'],
    ['HTML', '\r\n<table><tr>', 'CSV UTF-8'],
    ['XML', '<?xml version="1.0"?>\n<a/>', 'CSV UTF-8'],
    ['XML', '<kml xmlns="x"><Document>', 'CSV UTF-8'],
    ['gzip', '\x1f\x8b\x08', 'Content-Encoding: gzip'],
    ['.ods', `${opening}mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK`, 'CSV UTF-8'],
    ['Excel workbook or another zip', `${opening}[Content_Types].xml`, 'CSV UTF-8'],
    ['.xls', '\xd0\xcf\x11\xe0\xa1\xb1', 'CSV UTF-8'],
  ])('is named with what to send instead: %s', async (name, file, cure) => {
    const isBinary = ['gzip', '.xls'].includes(name)
    const bytes = isBinary ? Uint8Array.from(file, (byte) => byte.charCodeAt(0)) : file
    const { head, faults } = await collectTable(bytes)
    expect(head).toBeUndefined()
    expect(faults).toMatchObject([{ line: 1, rule: 'table.foreign' }])
    expect(faults[0]?.say(en)).toContain(name)
    expect(faults[0]?.say(en)).toContain(cure)
  })

  it.each([
    '<id>,<name>\n1,2\n',
    '[id],[name]\n1,2\n',
    '{id},{name}\n1,2\n',
    '<5 km,a\n1,2\n',
    '"{",b\n1,2\n',
  ])('is not any file whose header begins with a bracket: %j', async (file) => {
    const { rows, faults } = await collectTable(file)
    expect([faults, rows]).toMatchObject([[], [{ cells: ['1', '2'] }]])
  })
})
