import type { z } from 'zod'
import type { HttpBinding, UseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { useCases } from './registry.ts'
import { handleRequest, jsonResponse, problemResponse, readJson } from './route.ts'

/** What every path of the public API begins with. */
export const API_PREFIX = '/api/v1'

interface Operation {
  useCase: UseCase
  http: HttpBinding
  segments: string[]
  fields: Record<string, z.ZodType>
}

const operations: Operation[] = useCases.flatMap((useCase) => {
  const { http } = useCase
  if (!http) return []
  const { shape } = useCase.inputSchema as z.ZodObject
  return [{ useCase, http, segments: http.path.split('/').slice(1), fields: shape as Record<string, z.ZodType> }]
})

/** Answers a request to the public API by the use case that is bound to its method and path. */
export function handleApiRequest(request: Request): Promise<Response> {
  const url = new URL(request.url)
  const segments = url.pathname.slice(API_PREFIX.length + 1).split('/')
  const matches = operations.flatMap((operation) => {
    const parameters = matchPath(operation.segments, segments)
    return parameters ? [{ operation, parameters }] : []
  })
  const match = matches.find(({ operation }) => operation.http.method === request.method)
  if (!match) return Promise.resolve(noSuchOperation(matches.map(({ operation }) => operation.http.method)))
  const { operation, parameters } = match
  return handleRequest(request, async (principal) => {
    // Before the body is read: strangers must not make the server buffer.
    if (principal.kind === 'anonymous') throw new AppError('unauthenticated', 'Sign in, or send an API key.')
    const rest = readsBody(operation.http) ? await readJson(request) : fromQuery(url.searchParams, operation.fields)
    const output = await operation.useCase.run(principal, merge(parameters, rest))
    const status = operation.http.successStatus ?? 200
    return status === 204 ? new Response(null, { status }) : jsonResponse(output, status)
  })
}

function matchPath(template: string[], segments: string[]): Record<string, string> | null {
  if (template.length !== segments.length) return null
  const parameters: Record<string, string> = {}
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? ''
    if (!part.startsWith('{')) {
      if (part !== segment) return null
    } else {
      try {
        parameters[part.slice(1, -1)] = decodeURIComponent(segment)
      } catch {
        return null
      }
    }
  }
  return parameters
}

function noSuchOperation(methodsHere: string[]): Response {
  if (methodsHere.length > 0) {
    const allow = [...new Set(methodsHere)].join(', ')
    const message = `This address answers ${allow} only.`
    return problemResponse({ code: 'invalid_input', message }, { status: 405, headers: { allow } })
  }
  const message = `There is no such address. GET ${API_PREFIX}/openapi.json lists all of them.`
  return problemResponse({ code: 'not_found', message })
}

function readsBody(http: HttpBinding): boolean {
  return http.method !== 'GET' && http.method !== 'DELETE'
}

/** Query values are text; a field that wants a number, a boolean or a list gets one. */
function fromQuery(query: URLSearchParams, fields: Record<string, z.ZodType>): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name)
    const kind = kindOf(fields[name])
    if (kind === 'array') input[name] = values
    else if (values.length > 1) throw new AppError('invalid_input', `${name}: is given more than once.`)
    else input[name] = fromText(values[0] ?? '', kind)
  }
  return input
}

function kindOf(field: z.ZodType | undefined): string | undefined {
  let inner = field
  while (inner && 'unwrap' in inner && typeof inner.unwrap === 'function') inner = inner.unwrap() as z.ZodType
  return inner?.type
}

function fromText(text: string, kind: string | undefined): unknown {
  if (kind === 'number' && text.trim() !== '') return Number(text)
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

function merge(parameters: Record<string, string>, rest: unknown): unknown {
  if (rest === undefined) return parameters
  if (typeof rest !== 'object' || rest === null || Array.isArray(rest)) {
    throw new AppError('invalid_input', 'The body must be a JSON object.')
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (Object.hasOwn(rest, name) && (rest as Record<string, unknown>)[name] !== value) {
      throw new AppError('invalid_input', `${name}: differs between the address and the rest of the request.`)
    }
  }
  return { ...rest, ...parameters }
}
