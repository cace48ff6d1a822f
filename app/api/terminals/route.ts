import { z } from 'zod'
import { loginIn } from '#app/_server/login-in.ts'
import { handleRequest, readJson } from '#app/_server/route.ts'
import { terminalStream } from '#app/_server/terminal-stream.ts'
import { parseInput } from '#lib/access/define-use-case.ts'
import { openTerminal } from '#lib/containers/open-terminal.ts'
import { sandboxKeyFields, terminalSize } from '#lib/containers/schema.ts'
import { idSchema, newId } from '#lib/ids.ts'

const body = z.object({ workspaceId: idSchema, ...sandboxKeyFields, size: terminalSize })

/**
 * Opens a terminal in an agent's sandbox and streams its output, a line of JSON each (`TerminalLine`); the header
 * `x-crewhouse-terminal` names it for input. It lives as long as this answer's connection.
 */
export function POST(request: Request): Promise<Response> {
  return handleRequest(request, async (principal) => {
    const asked = parseInput(body, await readJson(request))
    const { loginId } = await loginIn(principal, asked.workspaceId)
    const terminalId = newId()
    const opened = await openTerminal.run(principal, { ...asked, terminalId, loginId })
    return terminalStream({
      principal,
      workspaceId: asked.workspaceId,
      terminalId,
      lines: opened.body as ReadableStream<Uint8Array>,
      signal: request.signal,
      onEnd: opened.recordEnd,
    })
  })
}
