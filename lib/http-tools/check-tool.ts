import { AppError } from '#lib/errors.ts'
import { isBuiltIn, toolsSearch } from '#lib/tools/registry.ts'
import type { ToolRisk } from '#lib/tools/schema.ts'
import { WEB_TOOL_NAMES } from '#lib/web-tools/definitions.ts'
import { inputOf } from './input-schema.ts'
import { plainSchema } from './plain-schema.ts'
import { placesIn } from './render-request.ts'
import type { HttpMethod, HttpRequest, HttpToolFields } from './schema.ts'

/** What is set by whoever sends the request, or belongs into `auth`, where it is a secret. */
const TAKEN_HEADERS = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'accept-encoding',
])
const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key'])

export type CheckedTool = Omit<HttpToolFields, 'risk'> & { risk: ToolRisk }

/**
 * A tool that can be called: its address is one, it uses the parameters that it has and has those that it uses.
 * @throws AppError `invalid_input`, about the field that is wrong
 */
export function checkTool(tool: HttpToolFields): CheckedTool {
  const { name, request, auth } = tool
  const taken: readonly string[] = [...WEB_TOOL_NAMES, toolsSearch.name]
  if (isBuiltIn(name) || taken.includes(name))
    throw wrong('name', `“${name}” is the name of a tool of Crewhouse’s own. Choose another one.`)
  checkUrl(request.url)
  for (const header of request.headers) {
    const lower = header.name.toLowerCase()
    if (TAKEN_HEADERS.has(lower)) throw wrong('request.headers', `${header.name} is set by itself. Remove it.`)
    if (SECRET_HEADERS.has(lower))
      throw wrong(
        'request.headers',
        `${header.name} would hold a secret for all to read. Remove it, and choose how the request proves itself instead.`,
      )
  }
  checkBody(request)
  const parameters = tool.parameters.map((parameter) => ({ ...parameter, schema: plainSchema(parameter.schema) }))
  const names = parameters.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw wrong('parameters', `There are two parameters named ${twice}.`)
  const texts = [
    request.url,
    request.body,
    ...request.query.map(({ value }) => value),
    ...request.headers.map(({ value }) => value),
  ]
  const used = new Set(texts.flatMap(placesIn))
  const unknown = [...used].find((place) => !names.includes(place))
  if (unknown)
    throw wrong(
      'parameters',
      `{${unknown}} stands in the request, and there is no parameter of that name. Add it, or take it out.`,
    )
  const unused = names.find((parameter) => !used.has(parameter))
  if (unused)
    throw wrong(
      'parameters',
      `The parameter ${unused} is used nowhere. Write {${unused}} where its value goes, or remove it.`,
    )
  try {
    inputOf(parameters)
  } catch {
    throw wrong('parameters', 'The schemas of the parameters contradict themselves. Make them simpler.')
  }
  return { ...tool, parameters, auth, risk: tool.risk ?? riskOf(request.method) }
}

/** What a method does to whoever is asked. */
export function riskOf(method: HttpMethod): ToolRisk {
  if (method === 'GET' || method === 'HEAD') return 'read'
  return method === 'DELETE' ? 'dangerous' : 'write'
}

/** The host that a tool talks to, as secrets are granted to it. */
export function hostOf({ url }: Pick<HttpRequest, 'url'>): string {
  return new URL(originOf(url)).host
}

/** The part of an address that holds no place for a parameter. */
export function originOf(url: string): string {
  return /^https?:\/\/[^/?#]*/i.exec(url)?.[0] ?? ''
}

function checkUrl(url: string): void {
  const start = originOf(url)
  if (!start) throw wrong('request.url', 'The address begins with https:// or http://.')
  if (start.includes('{'))
    throw wrong('request.url', 'The host is fixed: a parameter can stand behind it, in the path or the query.')
  const parsed = URL.parse(url.replaceAll(/[{}]/g, 'x'))
  if (!parsed) throw wrong('request.url', 'This is no address. It looks like https://api.example.com/users/{user_id}.')
  if (parsed.username || parsed.password)
    throw wrong(
      'request.url',
      'The address must not carry a name or a password. Choose how the request proves itself instead.',
    )
}

function checkBody({ method, body }: HttpRequest): void {
  if (body.trim() === '') return
  if (method === 'GET' || method === 'HEAD')
    throw wrong('request.body', `A ${method} request has no body. Choose another method, or remove the body.`)
  try {
    JSON.parse(body)
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 200) : ''
    throw wrong(
      'request.body',
      `The body is not JSON: ${why}. A place for a parameter stands in quotes: {"name": "{name}"}.`,
    )
  }
}

function wrong(field: string, message: string): AppError {
  return new AppError('invalid_input', message, { fieldErrors: { [field]: [message] } })
}
