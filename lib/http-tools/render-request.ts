import { AppError } from '#lib/errors.ts'
import type { HttpRequest } from './schema.ts'

const PLACE = /\{([a-zA-Z_][a-zA-Z0-9_-]{0,63})\}/g
const WHOLE = /^\{([a-zA-Z_][a-zA-Z0-9_-]{0,63})\}$/
const METHODS_WITH_BODY = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

export type Args = Readonly<Record<string, unknown>>

export interface RenderedRequest {
  method: string
  url: URL
  headers: Headers
  body: string | undefined
}

/** The parameters that stand somewhere in a text. */
export function placesIn(text: string): string[] {
  return [...text.matchAll(PLACE)].map(([, name = '']) => name)
}

/**
 * The request for a call's arguments. A value stays where its place is: in a path it is one segment, in a query one value,
 * in a body a value of JSON, so that no argument leads to another address, or adds a header or a field.
 * @throws AppError `invalid_input` for a value that cannot stand in its place
 */
export function renderRequest(request: HttpRequest, args: Args): RenderedRequest {
  const url = renderUrl(request, args)
  const headers = new Headers()
  for (const { name, value } of request.headers) {
    if (isAbsent(value, args)) continue
    const text = fill(value, args, textOf)
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) throw invalid(name, 'A header takes one line of plain characters.')
    headers.set(name, text)
  }
  const body = METHODS_WITH_BODY.has(request.method) ? renderBody(request.body, args) : undefined
  if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json')
  return { method: request.method, url, headers, body }
}

/** Its address, without what authenticates it. @throws AppError `invalid_input` */
export function renderUrl(request: Pick<HttpRequest, 'url' | 'query'>, args: Args): URL {
  const [path = '', search] = splitOnce(request.url.replace(/#.*$/s, ''), '?')
  const filled = fill(path, args, (value, name) => {
    const segment = textOf(value, name)
    if (segment === '' || segment === '.' || segment === '..')
      throw invalid(name, 'It is part of the address, so it cannot be empty or dots.')
    return encodeURIComponent(segment)
  })
  // Encoded, a value cannot hold a slash; beside others it could still make a segment that leads upwards.
  if (filled.split('/').some((segment) => segment === '.' || segment === '..')) {
    throw new AppError('invalid_input', 'The arguments would lead to another address. Correct them.')
  }
  const url = new URL(filled)
  if (search) url.search = fill(search, args, (value, name) => encodeURIComponent(textOf(value, name)))
  for (const { name, value } of request.query) {
    if (isAbsent(value, args)) continue
    for (const text of valuesOf(value, args)) url.searchParams.append(name, text)
  }
  return url
}

/** The JSON of a body: a string that is one place becomes the value itself, and a field without a value is left out. */
function renderBody(template: string, args: Args): string | undefined {
  if (template.trim() === '') return undefined
  const rendered = renderJson(JSON.parse(template), args)
  return rendered === undefined ? undefined : JSON.stringify(rendered)
}

function renderJson(value: unknown, args: Args): unknown {
  if (typeof value === 'string') {
    const [, whole] = WHOLE.exec(value) ?? []
    return whole === undefined ? fill(value, args, textOf) : args[whole]
  }
  if (Array.isArray(value)) return value.map((each) => renderJson(each, args)).filter((each) => each !== undefined)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renderJson(each, args)]))
}

/** A list stands for several values of one name. */
function valuesOf(template: string, args: Args): string[] {
  const [, whole = ''] = WHOLE.exec(template) ?? []
  const value = args[whole]
  return Array.isArray(value) ? value.map((each) => textOf(each, whole)) : [fill(template, args, textOf)]
}

function fill(template: string, args: Args, write: (value: unknown, name: string) => string): string {
  return template.replace(PLACE, (_, name: string) => write(args[name], name))
}

/** Whether it is a single parameter that was not given. */
function isAbsent(template: string, args: Args): boolean {
  const [, whole] = WHOLE.exec(template) ?? []
  return whole !== undefined && args[whole] === undefined
}

function textOf(value: unknown, name: string): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'object') return JSON.stringify(value)
  if (typeof value === 'number' && !Number.isFinite(value)) throw invalid(name, 'It is not a number.')
  return String(value)
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark)
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function invalid(name: string, message: string): AppError {
  return new AppError('invalid_input', `${name}: ${message}`)
}
