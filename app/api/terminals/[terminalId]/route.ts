import { z } from 'zod'
import { handleRequest, readBody } from '#app/_server/route.ts'
import { parseInput } from '#lib/access/define-use-case.ts'
import { terminalSize } from '#lib/containers/schema.ts'
import { MAX_TERMINAL_INPUT_BYTES, sendToTerminal } from '#lib/containers/send-to-terminal.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'

const place = z.object({ workspaceId: idSchema, agentId: idSchema })
const size = z.object({ columns: z.coerce.number(), rows: z.coerce.number() }).pipe(terminalSize)

interface Context {
  params: Promise<{ terminalId: string }>
}

/** What is typed into a terminal, as bytes; with `columns` and `rows` in the query, its new size. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return handleRequest(request, async (principal) => {
    if (principal.kind === 'anonymous') throw new AppError('unauthenticated', 'Sign in.')
    if (principal.kind !== 'login') throw new AppError('not_allowed', 'A terminal belongs to who opened it.')
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const input = new Uint8Array(await readBody(request, MAX_TERMINAL_INPUT_BYTES))
    await sendToTerminal.run(principal, {
      ...parseInput(place, query),
      ...(await params),
      loginId: principal.loginId,
      ...(input.byteLength > 0 ? { input } : {}),
      ...('columns' in query ? { size: parseInput(size, query) } : {}),
    })
    return new Response(null, { status: 204 })
  })
}
