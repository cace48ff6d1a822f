import { idempotently } from '#app/_server/idempotency.ts'
import { completeChat, wantsStream } from '#app/_server/openai/complete.ts'
import { inOpenAiShape } from '#app/_server/openai/errors.ts'
import { handleRequest, parseJson, readJsonBytes } from '#app/_server/route.ts'
import { AppError } from '#lib/errors.ts'
import { listOwnMemberships } from '#lib/tenants/list-own-memberships.ts'

/** A chat completion by an agent, as OpenAI's clients ask for it. */
export async function POST(request: Request): Promise<Response> {
  const response = await handleRequest(request, async (principal) => {
    if (principal.kind === 'anonymous') throw new AppError('unauthenticated', 'Send an API key.')
    const bytes = await readJsonBytes(request)
    const body = parseJson(request, bytes)
    const answer = () => completeChat(principal, body, request.signal)
    // A stream cannot be said again.
    if (wantsStream(body)) return answer()
    return idempotently(request, { principal, bytes, mayBeTold: () => listOwnMemberships(principal) }, answer)
  })
  return inOpenAiShape(response)
}
