import type { ToolResult } from '#lib/stream/events.ts'
import type { ExecResult } from '../../sandbox/provider.ts'
import { filesChangedSince } from './changed-files.ts'
import { OutputKeeper } from './output-keeper.ts'
import { saveOutput } from './saved-outputs.ts'
import type { ToolContext, ToolOutcome } from './tool-context.ts'
import type { ToolInput } from './tool-input.ts'

const DEFAULT_TIMEOUT_S = 120

/** Runs a command and shows what it prints while it prints it. */
export async function shell(input: ToolInput<'shell'>, context: ToolContext): Promise<ToolOutcome> {
  const sandbox = await context.sandbox()
  const timeoutS = input.timeout_s ?? DEFAULT_TIMEOUT_S
  const kept = new OutputKeeper()
  // One decoder for each stream: a character may be split between two chunks of its own stream alone.
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() }
  const startedAtMs = Date.now()
  const result = await sandbox.exec({
    command: input.command,
    timeoutMs: timeoutS * 1000,
    signal: context.signal,
    onOutput({ stream, bytes }) {
      kept.add(bytes)
      const text = decoders[stream].decode(bytes, { stream: true })
      return text === '' ? undefined : context.onOutput(text)
    },
  })
  const { text, isCut } = kept.text()
  const saved = isCut ? await saveOutput(sandbox, `${context.toolCallId}.txt`, kept.whole()) : undefined
  const mayHaveWritten = result.outcome !== 'sandbox_lost' && context.workspaceAccess === 'rw'
  const changedFiles = mayHaveWritten ? await filesChangedSince(sandbox, startedAtMs) : []
  const view: ToolResult['view'] = {
    kind: 'shell',
    exitCode: result.outcome === 'exited' ? result.exitCode : null,
    outcome: result.outcome,
    durationMs: Math.round(result.durationMs),
    ...(saved?.sharedPath && { fullOutputPath: saved.sharedPath }),
    ...(changedFiles.length > 0 && { changedFiles }),
  }
  const lines = [text.replace(/\n+$/, ''), saved?.note, ending(result, timeoutS)]
  const status = result.outcome === 'exited' ? 'succeeded' : result.outcome === 'cancelled' ? 'cancelled' : 'failed'
  return { status, result: { text: lines.filter(Boolean).join('\n'), view } }
}

/** How the command ended, in words that tell the model what to do about it. */
function ending({ outcome, exitCode, detail }: ExecResult, timeoutS: number): string {
  const why = detail ? ` ${detail}` : ''
  switch (outcome) {
    case 'exited':
      return `[exit code ${exitCode}]`
    case 'timed_out':
      return `[stopped after ${timeoutS} s, its time limit. Give a longer timeout_s, or start it in the background with its output in a file.]`
    case 'cancelled':
      return '[cancelled]'
    case 'out_of_memory':
      return `[killed: the sandbox ran out of memory.${why} Process less at once.]`
    case 'disk_full':
      return `[stopped: the disk quota is used up.${why} Delete what is not needed.]`
    case 'sandbox_lost':
      return `[the sandbox was lost while the command ran; how far it came is not known.${why} The next call starts it again.]`
  }
}
