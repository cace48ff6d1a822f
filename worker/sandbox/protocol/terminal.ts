import type { AppError } from '#lib/errors.ts'
import type { ExecResult, Terminal, TerminalRequest, TerminalSize } from '../provider.ts'
import { InputQueue, OutputQueue } from './command-streams.ts'
import { EXIT_FLAG, ProtocolError, REPLY, REQUEST, u32 } from './frames.ts'
import type { SupervisorLink } from './link.ts'
import { parseCredit, parseErrno, parseExit } from './replies.ts'
import { encodeCommand, KILL_PATIENCE_MS, READER_PATIENCE_MS, startRefusal } from './run-command.ts'

const SHELL = 'exec bash -i'
const ENVIRONMENT = { TERM: 'xterm-256color', COLORTERM: 'truecolor' }

/**
 * Opens an interactive command at a pseudo-terminal. `onStuck` is called when the supervisor could not kill it.
 * What the supervisor refuses to start ends at once, with exit code 126 and the reason.
 * @throws AppError `invalid_input`, `unavailable`
 */
export function openTerminal(
  link: SupervisorLink,
  request: TerminalRequest,
  onStuck: (reason: string) => void,
): Terminal {
  const env = { ...ENVIRONMENT, ...request.env }
  const parts = [...encodeSize(request.size), ...encodeCommand({ ...request, command: request.command ?? SHELL, env })]
  const startedAt = performance.now()
  const ended = Promise.withResolvers<{ code: number; flags: number } | { lost: string }>()
  const input = new InputQueue((bytes) => link.send(REQUEST.stdin, id, bytes))
  const output = new OutputQueue(
    ({ bytes }) => request.onOutput(bytes),
    (bytes) => link.consumed(id, bytes),
  )
  let hungUp = false
  let patience: NodeJS.Timeout | undefined
  const hangUp = () => {
    if (hungUp) return
    hungUp = true
    output.drop()
    link.send(REQUEST.kill, id)
    patience = setTimeout(() => onStuck('a terminal could not be hung up in time'), KILL_PATIENCE_MS)
  }
  const id = link.open(REQUEST.terminal, parts, {
    onReply: (type, body) => {
      if (type === REPLY.exit) ended.resolve(parseExit(body))
      else if (type === REPLY.fail) ended.reject(startRefusal(parseErrno(body), request))
      else if (type === REPLY.credit) {
        input.grant(parseCredit(body))
        return false
      } else throw new ProtocolError(`Reply ${type} does not belong to a terminal.`)
      return true
    },
    onBytes: (type, bytes) => {
      if (type !== REPLY.stdout) throw new ProtocolError('A terminal has one output.')
      output.push({ stream: 'stdout', bytes })
    },
    onLost: (lost) => ended.resolve({ lost }),
  })
  // A viewer that fails wants no more of it.
  output.failed.catch(hangUp)

  const finish = async (): Promise<ExecResult> => {
    const end = await ended.promise.catch((refused: AppError) => ({ refused }))
    clearTimeout(patience)
    input.close()
    await output.drained(READER_PATIENCE_MS).catch(() => {})
    const durationMs = Math.round(performance.now() - startedAt)
    if ('refused' in end) return { exitCode: 126, outcome: 'exited', detail: end.refused.message, durationMs }
    if ('lost' in end)
      return { exitCode: 137, outcome: hungUp ? 'cancelled' : 'sandbox_lost', detail: end.lost, durationMs }
    if (end.flags & EXIT_FLAG.leftovers) onStuck('a process survived being killed')
    const outcome = hungUp ? 'cancelled' : end.flags & EXIT_FLAG.diskFull ? 'disk_full' : 'exited'
    return { exitCode: end.code, outcome, durationMs }
  }
  const result = finish()
  return {
    write: (bytes) => input.send(bytes),
    resize: (size) => link.send(REQUEST.resize, id, ...encodeSize(size)),
    hangUp: () => {
      hangUp()
      return result
    },
    ended: result,
  }
}

function encodeSize({ columns, rows }: TerminalSize): Buffer[] {
  return [u32(columns), u32(rows)]
}
