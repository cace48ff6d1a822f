import type { ServerResponse } from 'node:http'

const TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'invalid_request_error',
  413: 'invalid_request_error',
  429: 'rate_limit_error',
}

/** Why a model is not called, or gave no answer. The message is for whoever wrote the code. */
export class ModelProblem extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfterMs: number | undefined

  constructor(status: number, code: string, message: string, retryAfterMs?: number) {
    super(message)
    this.name = 'ModelProblem'
    this.status = status
    this.code = code
    this.retryAfterMs = retryAfterMs
  }

  /** As OpenAI's clients read it. */
  get body() {
    const type = this.code === 'insufficient_quota' ? this.code : (TYPES[this.status] ?? 'server_error')
    return { error: { message: this.message, type, param: null, code: this.code } }
  }
}

export function sendJson(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}) {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  })
  response.end(text)
}

export function sendProblem(response: ServerResponse, problem: ModelProblem): void {
  const { status, retryAfterMs } = problem
  // OpenAI's clients try again by themselves where nothing says otherwise; what waiting does not mend, they need not.
  const retry: Record<string, string> =
    retryAfterMs === undefined
      ? { 'x-should-retry': 'false' }
      : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }
  sendJson(response, status, problem.body, retry)
}
