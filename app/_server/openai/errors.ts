import { z } from 'zod'

/** An error as OpenAI's clients read it. */
export const openAiError = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable(),
    code: z.string().nullable(),
  }),
})
export type OpenAiError = z.output<typeof openAiError>

const TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  409: 'conflict_error',
  413: 'invalid_request_error',
  429: 'rate_limit_error',
}

/** @param param the field that is not right, where one is */
export function errorBody(status: number, code: string, message: string, param: string | null = null): OpenAiError {
  return { error: { message, type: TYPES[status] ?? 'server_error', param, code } }
}

const problem = z.object({
  code: z.string(),
  detail: z.string(),
  fieldErrors: z.record(z.string(), z.unknown()).optional(),
})

/** An answer of the public API, its problem in OpenAI's words. Other answers pass as they are. */
export async function inOpenAiShape(response: Response): Promise<Response> {
  if (response.headers.get('content-type') !== 'application/problem+json') return response
  const { code, detail, fieldErrors = {} } = problem.parse(await response.json())
  const headers = new Headers(response.headers)
  headers.set('content-type', 'application/json')
  const body = errorBody(response.status, code, detail, Object.keys(fieldErrors)[0] ?? null)
  return new Response(JSON.stringify(body), { status: response.status, headers })
}
