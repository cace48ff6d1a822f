import type { z } from 'zod'
import type { Condition, HttpBinding, UseCase } from '#lib/access/define-use-case.ts'
import { type Principal, resolveScope } from '#lib/access/scope.ts'
import { AppError } from '#lib/errors.ts'
import { entityTagOf, namesTag } from './entity-tag.ts'
import { idempotently } from './idempotency.ts'
import { useCases } from './registry.ts'
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.ts'
import { handleRequest, jsonBytes, jsonResponse, parseJson, problemResponse, readJsonBytes } from './route.ts'

/** What every path of the public API begins with. */
export const API_PREFIX = '/api/v1'

interface Operation {
  useCase: UseCase
  http: HttpBinding
  segments: string[]
  fields: Record<string, z.ZodType>
}

interface Match {
  operation: Operation
  parameters: Record<string, string>
}

type Known = Exclude<Principal, { kind: 'anonymous' }>

const operations: Operation[] = useCases.flatMap((useCase) => {
  const { http } = useCase
  if (!http) return []
  const { shape } = useCase.inputSchema as z.ZodObject
  return [{ useCase, http, segments: http.path.split('/').slice(1), fields: shape as Record<string, z.ZodType> }]
})

/** Answers a request to the public API by the use case that is bound to its method and path. */
export async function handleApiRequest(request: Request): Promise<Response> {
  const url = new URL(request.url)
  const segments = url.pathname.slice(API_PREFIX.length + 1).split('/')
  const matches = operations.flatMap((operation) => {
    const parameters = matchPath(operation.segments, segments)
    return parameters ? [{ operation, parameters }] : []
  })
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const match = matches.find(({ operation }) => operation.http.method === method)
  if (!match) {
    const response = noSuchOperation(request, matches)
    response.headers.set(REQUEST_ID_HEADER, requestIdOf(request))
    return response
  }
  return handleRequest(request, async (principal) => {
    // Before the body is read: strangers must not make the server buffer.
    if (principal.kind === 'anonymous') throw new AppError('unauthenticated', 'Sign in, or send an API key.')
    return answer(request, principal, match, matches)
  })
}

async function answer(request: Request, principal: Known, match: Match, matches: Match[]): Promise<Response> {
  const { operation, parameters } = match
  const { useCase, http } = operation
  const bytes = readsBody(http) ? await readJsonBytes(request) : Buffer.alloc(0)
  const rest = readsBody(http)
    ? parseJson(request, bytes)
    : fromQuery(new URL(request.url).searchParams, operation.fields)
  const input = merge(parameters, rest)
  const mayBeTold = () => {
    const { workspaceId = '', tenantId = '' } = parameters
    return resolveScope(principal, useCase.level === 'workspace' ? { workspaceId } : { tenantId })
  }
  return idempotently(request, { principal, bytes, mayBeTold }, async () => {
    const output = await useCase.run(principal, input, await conditionOf(request, principal, parameters, matches))
    const status = http.successStatus ?? 200
    return status === 204 ? new Response(null, { status }) : jsonResponse(output, status)
  })
}

/**
 * `If-Match`: a change is made only to what the client has seen, which is what GET at the same address says.
 * @throws AppError `precondition_failed`
 */
async function conditionOf(
  request: Request,
  principal: Known,
  parameters: Record<string, string>,
  matches: Match[],
): Promise<Condition | undefined> {
  const expected = request.headers.get('if-match')
  if (expected === null || request.method === 'POST' || request.method === 'GET' || request.method === 'HEAD') return
  const reads = matches.find(({ operation }) => operation.http.method === 'GET')?.operation.useCase
  if (!reads) throw new AppError('invalid_input', 'If-Match: what is at this address has no version to compare.')
  const check = (answer: unknown) => {
    if (namesTag(expected, entityTagOf(jsonBytes(answer)))) return
    throw new AppError(
      'precondition_failed',
      'It was changed since you read it. Read it again, and make your change to that.',
    )
  }
  // What a worker has to be asked for cannot be held still during the change.
  if (!reads.runWithin) check(await reads.run(principal, parameters))
  return { reads, input: parameters, check }
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

/** Also the answer to OPTIONS. No other origin is let in: a browser elsewhere gets no CORS header, and asks no further. */
function noSuchOperation(request: Request, matches: Match[]): Response {
  if (matches.length > 0) {
    const methods = matches.map(({ operation }) => operation.http.method)
    const allow = [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])].join(', ')
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } })
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
  // A list's own kind counts, not that of what is in it.
  while (inner && inner.type !== 'array' && 'unwrap' in inner && typeof inner.unwrap === 'function')
    inner = inner.unwrap() as z.ZodType
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
