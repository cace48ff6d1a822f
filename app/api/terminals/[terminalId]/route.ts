import { z } from 'zod'
import { loginIn } from '#app/_server/login-in.ts'
import { handleRequest, readBody } from '#app/_server/route.ts'
import { parseInput } from '#lib/access/define-use-case.ts'
import { terminalSize } from '#lib/containers/schema.ts'
import { MAX_TERMINAL_INPUT_BYTES, sendToTerminal } from '#lib/containers/send-to-terminal.ts'
import { idSchema } from '#lib/ids.ts'

const place = z.object({ workspaceId: idSchema, agentId: idSchema })
const size = z.object({ columns: z.coerce.number(), rows: z.coerce.number() }).pipe(terminalSize)

interface Context {
  params: Promise<{ terminalId: string }>
}

/** What is typed into a terminal, as bytes; with `columns` and `rows` in the query, its new size. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return handleRequest(request, async (principal) => {
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const asked = parseInput(place, query)
    const { loginId } = await loginIn(principal, asked.workspaceId)
    const input = new Uint8Array(await readBody(request, MAX_TERMINAL_INPUT_BYTES))
    await sendToTerminal.run(principal, {
      ...asked,
      ...(await params),
      loginId,
      ...(input.byteLength > 0 ? { input } : {}),
      ...('columns' in query ? { size: parseInput(size, query) } : {}),
    })
    return new Response(null, { status: 204 })
  })
}
