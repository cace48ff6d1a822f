import { NextRequest } from 'next/server'
import nextAuth from 'next-auth'
import { authOptions } from '#app/_server/auth-options.ts'
import { failureOf } from '#app/_server/result.ts'
import { problemResponse, readBody } from '#app/_server/route.ts'
import { stepCookieHeader } from '#app/_server/step-cookie.ts'

const MAX_FORM_BYTES = 16 * 1024

type Context = { params: Promise<{ nextauth: string[] }> }

/** next-auth, behind a limit on what strangers may make it read. */
async function handle(request: NextRequest, context: Context): Promise<Response> {
  try {
    const body = request.method === 'POST' ? await readBody(request, MAX_FORM_BYTES) : undefined
    const { url, method, headers } = request
    const bounded = new NextRequest(url, { method, headers, body: body && new Uint8Array(body) })
    let waiting: string | undefined
    const options = authOptions((token) => {
      waiting = token
    })
    const response: Response = await nextAuth(bounded as never, context as never, options)
    if (waiting) response.headers.append('set-cookie', stepCookieHeader('second_factor', waiting))
    return response
  } catch (error) {
    return problemResponse(failureOf(error, 'api/auth'))
  }
}

export { handle as GET, handle as POST }
