import { plainSchema } from '../plain-schema.ts'
import { type HttpMethod, MAX_PARAMETERS, type ToolParameter } from '../schema.ts'
import type { HttpToolInput } from '../tools.ts'
import { isRecord, type Json } from './read-document.ts'
import { CannotImport, follow, writtenOut } from './references.ts'

const MAX_DESCRIPTION_CHARS = 1000
const LIKE_JSON = /^application\/(?:json|[\w.+-]*\+json)\s*(?:;|$)|^\*\/\*$/i
const OWN_HEADERS = new Set(['accept', 'content-type', 'authorization', 'host', 'cookie'])

interface Operation {
  document: Json
  method: HttpMethod
  path: string
  operation: Json
  /** Of the path, for all of its operations. */
  shared: readonly unknown[]
  server: string
}

/** The tool that an operation becomes. @throws CannotImport, in words for the person who chooses */
export function toTool(name: string, { document, method, path, operation, shared, server }: Operation): HttpToolInput {
  const names = new Set<string>()
  const parameters: ToolParameter[] = []
  const query: { name: string; value: string }[] = []
  const headers: { name: string; value: string }[] = []
  let url = path
  const add = (written: string, rest: Omit<ToolParameter, 'name'>) => {
    const parameter = plainName(written, names)
    parameters.push({ name: parameter, ...rest })
    return `{${parameter}}`
  }
  for (const parameter of parametersOf(document, [...shared, ...listOf(operation.parameters)])) {
    const { written, place, required, description, schema } = parameter
    if (place === 'path') {
      const value = add(written, { description, required: true, schema })
      url = url.replaceAll(`{${written}}`, value.replace('{', '{\0'))
    } else if (place === 'query') query.push({ name: written, value: add(written, { description, required, schema }) })
    else if (place === 'header' && !OWN_HEADERS.has(written.toLowerCase())) {
      headers.push({ name: written, value: add(written, { description, required, schema }) })
    } else if (place === 'cookie' && required) throw new CannotImport(`it needs the cookie ${written}`)
  }
  const [missing] = [...url.matchAll(/\{([^\0}][^}]*)\}/g)]
  if (missing) throw new CannotImport(`its path names {${missing[1]}}, which the document does not describe`)
  const body = bodyOf(document, operation, method)
  const bodyText = body ? JSON.stringify(add('body', body)) : ''
  if (parameters.length > MAX_PARAMETERS) throw new CannotImport(`it has more than ${MAX_PARAMETERS} parameters`)
  return {
    name,
    description: descriptionOf(operation, method, path),
    request: { method, url: `${server}${url.replaceAll('\0', '')}`, query, headers, body: bodyText },
    parameters,
  }
}

interface Parameter {
  written: string
  place: string
  required: boolean
  description: string
  schema: Json
}

/** The later ones, of the operation itself, in place of the path's. */
function parametersOf(document: Json, all: readonly unknown[]): Parameter[] {
  const found = new Map<string, Parameter>()
  for (const each of all) {
    const parameter = follow(document, each)
    if (!isRecord(parameter) || typeof parameter.name !== 'string' || typeof parameter.in !== 'string') {
      throw new CannotImport('one of its parameters has no "name" or no "in"')
    }
    const { name: written, in: place } = parameter
    const required = parameter.required === true
    const content = isRecord(parameter.content) ? Object.values(parameter.content)[0] : undefined
    const schema = plainSchema(
      writtenOut(document, isRecord(content) ? content.schema : (parameter.schema ?? { type: 'string' })),
    )
    if (parameter.style === 'deepObject' && required)
      throw new CannotImport(`it needs ${written} in a form that is not supported`)
    if (parameter.style === 'deepObject') continue
    found.set(`${place} ${written}`, { written, place, required, description: cut(parameter.description, 500), schema })
  }
  return [...found.values()]
}

function bodyOf(document: Json, operation: Json, method: HttpMethod): Omit<ToolParameter, 'name'> | null {
  const body = follow(document, operation.requestBody)
  if (!isRecord(body) || method === 'GET' || method === 'HEAD') return null
  const content = isRecord(body.content) ? body.content : {}
  const [, json] = Object.entries(content).find(([type]) => LIKE_JSON.test(type)) ?? []
  if (!isRecord(json)) {
    if (body.required !== true) return null
    throw new CannotImport(
      `it takes ${Object.keys(content).join(', ').slice(0, 100) || 'a body without a type'}, and only JSON can be sent`,
    )
  }
  return {
    description: cut(body.description, 500),
    required: body.required === true,
    schema: plainSchema(writtenOut(document, json.schema ?? {})),
  }
}

function descriptionOf(operation: Json, method: string, path: string): string {
  const words = [operation.summary, operation.description].filter(
    (text) => typeof text === 'string' && text.trim() !== '',
  )
  return cut(words.join('\n'), MAX_DESCRIPTION_CHARS) || `${method} ${path}`
}

function cut(text: unknown, chars: number): string {
  return typeof text === 'string' ? text.trim().slice(0, chars) : ''
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A name that a parameter may have, and none of the others has. */
function plainName(written: string, taken: Set<string>): string {
  const plain =
    written
      .replace(/[^a-zA-Z0-9_-]+/g, '_')
      .replace(/^[^a-zA-Z_]+|_+$/g, '')
      .slice(0, 50) || 'value'
  let name = plain
  for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`
  taken.add(name)
  return name
}
