import { NextRequest } from 'next/server'
import nextAuth from 'next-auth'
import { authOptions } from '#app/_server/auth-options.ts'
import { failureOf } from '#app/_server/result.ts'
import { problemResponse, readBody } from '#app/_server/route.ts'

const MAX_FORM_BYTES = 16 * 1024

type Context = { params: Promise<{ nextauth: string[] }> }

/** next-auth, behind a limit on what strangers may make it read. */
async function handle(request: NextRequest, context: Context): Promise<Response> {
  try {
    const body = request.method === 'POST' ? await readBody(request, MAX_FORM_BYTES) : undefined
    const { url, method, headers } = request
    const bounded = new NextRequest(url, { method, headers, body: body && new Uint8Array(body) })
    return await nextAuth(bounded as never, context as never, authOptions())
  } catch (error) {
    return problemResponse(failureOf(error, 'api/auth'))
  }
}

export { handle as GET, handle as POST }
