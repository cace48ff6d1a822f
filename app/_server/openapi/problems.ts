import { type ErrorCode, httpStatus } from '#lib/errors.ts'
import { errorBody } from '../openai/errors.ts'

interface Problem {
  name: string
  code: ErrorCode
  description: string
  detail: string
}

/** Every error that an address of the public API may answer with. */
const problems: Problem[] = [
  {
    name: 'InvalidInput',
    code: 'invalid_input',
    description: 'Something sent is not right; `fieldErrors` says what.',
    detail: 'name: Give the agent a name.',
  },
  {
    name: 'Unauthenticated',
    code: 'unauthenticated',
    description: 'No key, or one that is unknown, revoked or expired.',
    detail: 'Sign in, or send an API key.',
  },
  {
    name: 'QuotaExceeded',
    code: 'quota_exceeded',
    description: 'A limit of the organisation is used up.',
    detail: 'The workspace is full.',
  },
  {
    name: 'NotAllowed',
    code: 'not_allowed',
    description: 'The role or scope of the key does not reach this far.',
    detail: 'This needs the role "admin" or higher; yours is "member".',
  },
  {
    name: 'NotFound',
    code: 'not_found',
    description: 'It does not exist, or the key may not know of it.',
    detail: 'The agent was not found.',
  },
  {
    name: 'Conflict',
    code: 'conflict',
    description: 'It does not go with how things are now, or the Idempotency-Key is taken.',
    detail: 'This message id or run id is taken. Choose new ones and post again.',
  },
  {
    name: 'PreconditionFailed',
    code: 'precondition_failed',
    description: 'It was changed since the version in `If-Match`.',
    detail: 'It was changed since you read it. Read it again, and make your change to that.',
  },
  {
    name: 'TooLarge',
    code: 'too_large',
    description: 'The body is larger than is taken here.',
    detail: 'The body is larger than 2 MB, the limit here.',
  },
  {
    name: 'RateLimited',
    code: 'rate_limited',
    description: 'The key has sent too many requests; `Retry-After` says when to come back.',
    detail: 'This key has sent too many requests. Try again in 12 seconds.',
  },
  {
    name: 'Internal',
    code: 'internal',
    description: 'A fault of the server, logged under the id in `detail`.',
    detail: 'Something went wrong on our side. If it stays, report error 018f6b2e-5c1a-7c3e-9b7d-2f4a6c8e0d12.',
  },
  {
    name: 'Unavailable',
    code: 'unavailable',
    description: 'Something behind the server is away for the moment.',
    detail: 'The database cannot be reached. Try again in a moment.',
  },
]

/** The document's `components.responses`. */
export function problemResponses(headers: object): Record<string, object> {
  return Object.fromEntries(
    problems.map(({ name, code, description, detail }) => {
      const example = { title: code.replaceAll('_', ' '), status: httpStatus(code), code, detail }
      const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } }
      return [name, { description, headers, content }]
    }),
  )
}

/** References to those that an operation can answer with, by status. */
export function problemReferences(operation: { method: string; hasVersion: boolean }): Record<string, object> {
  const isRead = operation.method === 'GET'
  const applies = problems.filter(({ code }) => {
    if (code === 'too_large' || code === 'quota_exceeded') return !isRead
    return code !== 'precondition_failed' || operation.hasVersion
  })
  return Object.fromEntries(
    applies.map(({ name, code }) => [httpStatus(code), { $ref: `#/components/responses/${name}` }]),
  )
}

const OPENAI_STATUSES = [400, 401, 403, 404, 409, 413, 429, 500, 502, 503]

/** The error of addresses that speak as OpenAI's do. */
export function openAiResponses(headers: object): Record<string, object> {
  const example = errorBody(404, 'not_found', 'There is no model "gpt-5". GET /api/v1/openai/models lists yours.')
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/OpenAiError' }, example } }
  return { OpenAiError: { description: 'An error in OpenAI’s shape', headers, content } }
}

export const openAiReferences = Object.fromEntries(
  OPENAI_STATUSES.map((status) => [status, { $ref: '#/components/responses/OpenAiError' }]),
)
