import { currentClient, currentPrincipal } from '#app/_server/current-user.ts'
import { grantSession } from '#app/_server/grant-session.ts'
import { failureOf } from '#app/_server/result.ts'
import { dropStep, keepStep, keptStep } from '#app/_server/step-cookie.ts'
import { ownPath } from '#app/(auth)/_components/own-path.ts'
import { ExternalRefusal, finishExternal } from '#lib/tenants/external/sign-in-with.ts'
import type { ExternalProblem } from '#lib/tenants/schema.ts'

type Context = { params: Promise<{ provider: string }> }

/** Where another service sends the browser back to. Whatever came of it is said by the page that comes next. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { provider } = await params
  try {
    const token = await keptStep('external')
    await dropStep('external')
    const { search } = new URL(request.url)
    const outcome = await finishExternal(provider, token, search, await currentPrincipal(), await currentClient())
    if (outcome.kind === 'choose') {
      await keepStep('external_choice', outcome.token)
      return goTo('/sign-in/connect')
    }
    if (outcome.kind === 'login') await grantSession(outcome.login)
    return goTo(ownPath(outcome.returnTo), outcome.kind === 'linked' ? { linked: provider } : {})
  } catch (error) {
    if (error instanceof ExternalRefusal) return explain(error.problem, error)
    failureOf(error, 'api/sign-in')
    return explain('failed', null)
  }
}

/** Back to the page on which it began. */
function explain(problem: ExternalProblem, refusal: ExternalRefusal | null): Response {
  const returnTo = ownPath(refusal?.returnTo)
  if (refusal?.wasLinking) return goTo(returnTo, { problem })
  return goTo('/sign-in', returnTo === '/' ? { problem } : { problem, callbackUrl: returnTo })
}

function goTo(path: string, query: Record<string, string> = {}): Response {
  const [plain, own] = path.split('?')
  const all = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(own)), ...query })
  // Relative, so that it holds behind a proxy as well. The code in this address is nobody's business.
  const location = all.size > 0 ? `${plain}?${all}` : (plain ?? '/')
  return new Response(null, { status: 303, headers: { location, 'referrer-policy': 'no-referrer' } })
}
