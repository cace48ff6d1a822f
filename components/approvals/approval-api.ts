import { z } from 'zod'
import type { Problem } from '#components/ui/problem.ts'
import { approvalView } from '#lib/approvals/schema.ts'
import type { PolicyRule } from '#lib/tools/schema.ts'

const page = z.object({
  items: z.array(approvalView),
  nextCursor: z.string().nullable(),
  openCount: z.number(),
})
const problem = z.object({ code: z.string(), detail: z.string() })

/** A refusal, in the server's words. */
class Refusal extends Error implements Problem {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'Refusal'
    this.code = code
  }
}

async function call<T extends z.ZodType>(path: string, output: T, body?: object): Promise<z.output<T>> {
  const init = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  const response = await fetch(`/api/v1/workspaces/${path}`, init).catch(() => null)
  if (!response) throw new Refusal('unreachable', 'The server cannot be reached.')
  const json: unknown = await response.json().catch(() => null)
  if (response.ok) return output.parse(json)
  const told = problem.safeParse(json).data
  throw new Refusal(told?.code ?? 'unanswered', told?.detail ?? '')
}

export interface Answer {
  answer: 'approve' | 'refuse'
  scope?: 'once' | 'run'
  reason?: string
}

/** What agents ask people, over the public API with the session's cookie. */
export const approvalApi = {
  open: (workspaceId: string) => call(`${workspaceId}/approvals?limit=100`, page),
  answered: (workspaceId: string) => call(`${workspaceId}/approvals?state=answered&limit=30`, page),
  get: (workspaceId: string, id: string) => call(`${workspaceId}/approvals/${id}`, approvalView),
  answer: (workspaceId: string, id: string, answer: Answer) =>
    call(`${workspaceId}/approvals/${id}/answer`, approvalView, answer),
  always: (workspaceId: string, id: string, rule: PolicyRule) =>
    call(`${workspaceId}/approvals/${id}/always`, approvalView, { rule }),
}
