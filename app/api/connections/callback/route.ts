import { currentPrincipal } from '#app/_server/current-user.ts'
import { failureOf } from '#app/_server/result.ts'
import { dropStep, keptStep } from '#app/_server/step-cookie.ts'
import { ownPath } from '#app/(auth)/_components/own-path.ts'
import { type ConnectEnd, finishConnection } from '#lib/connections/finish-connection.ts'

/** Where a service sends the browser back to, once somebody has agreed, or not. The page on which they began says what came of it. */
export async function GET(request: Request): Promise<Response> {
  const { outcome, returnTo } = await finish(new URL(request.url).search)
  const [path, query] = ownPath(returnTo).split('?')
  const all = new URLSearchParams(query)
  all.set('connection', outcome)
  // Relative, so that it holds behind a proxy as well. The code in this address is nobody's business.
  const location = `${path}?${all}#connections`
  return new Response(null, { status: 303, headers: { location, 'referrer-policy': 'no-referrer' } })
}

async function finish(search: string): Promise<ConnectEnd> {
  try {
    const token = await keptStep('connection')
    await dropStep('connection')
    return await finishConnection(token, search, await currentPrincipal())
  } catch (error) {
    failureOf(error, 'api/connections')
    return { outcome: 'failed', returnTo: null }
  }
}
