import { parseDocument } from 'yaml'
import { AppError } from '#lib/errors.ts'

/** YAML takes far longer to read than JSON. */
const MAX_JSON_CHARS = 8_000_000
const MAX_YAML_CHARS = 1_500_000

export type Json = Record<string, unknown>

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A document of OpenAPI 3, in JSON or YAML. @throws AppError `invalid_input`, saying what is wrong and where */
export function readDocument(text: string): Json {
  const document = parse(text.replace(/^\ufeff/, '').trim())
  if (!isRecord(document))
    throw wrong('This is not an OpenAPI document: it has to be an object with "openapi" and "paths".')
  if ('swagger' in document) {
    throw wrong(
      `This is Swagger ${String(document.swagger)}. Convert it to OpenAPI 3 first, for example with Swagger Editor (Edit, Convert to OpenAPI 3).`,
    )
  }
  const version = document.openapi
  if (typeof version !== 'string')
    throw wrong('This is not an OpenAPI document: "openapi" is missing, which says its version, such as "3.1.0".')
  if (!/^3\.[01](\.|$)/.test(version))
    throw wrong(`This is OpenAPI ${version.slice(0, 20)}. Versions 3.0 and 3.1 can be imported.`)
  if (!isRecord(document.paths)) throw wrong('The document has no "paths", so there is nothing to import.')
  return document
}

function parse(text: string): unknown {
  if (text === '') throw wrong('The document is empty. Paste it, choose a file, or enter its address.')
  if (text.startsWith('<'))
    throw wrong(
      'This is a web page, not an OpenAPI document. Look on it for the address of the document itself, which ends in .json or .yaml.',
    )
  if (text.startsWith('{')) {
    if (text.length > MAX_JSON_CHARS)
      throw wrong('The document is longer than 8 MB. Take the part of it that you need.')
    try {
      return JSON.parse(text)
    } catch (error) {
      throw wrong(
        `The JSON is not valid: ${error instanceof Error ? error.message.slice(0, 200) : ''}. Correct it there.`,
      )
    }
  }
  if (text.length > MAX_YAML_CHARS)
    throw wrong('The YAML is longer than 1.5 MB. Convert it to JSON, or take the part of it that you need.')
  const document = parseDocument(text, { logLevel: 'silent' })
  const [problem] = document.errors
  if (problem) {
    const [start] = problem.linePos ?? []
    throw wrong(
      `The YAML is not valid${start ? ` in line ${start.line}, column ${start.col}` : ''}: ${problem.message.split('\n')[0]?.slice(0, 200)}`,
    )
  }
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch {
    throw wrong('The YAML repeats itself too often by aliases (&, *). Write it out, or convert it to JSON.')
  }
}

export function wrong(message: string): AppError {
  return new AppError('invalid_input', message, { fieldErrors: { document: [message] } })
}
