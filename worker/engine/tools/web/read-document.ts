import { spawn } from 'node:child_process'
import { text as readText } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { AppError } from '#lib/errors.ts'
import type { AtomEntry, DocumentTask, PageDocument } from './documents.ts'

const TIMEOUT_MS = 12_000
const MAX_HEAP_MB = 400
const PROGRAM = fileURLToPath(new URL('./documents.ts', import.meta.url))

interface AnswerOf {
  page: PageDocument
  atom: AtomEntry[]
}

/**
 * Reads a document in a process of its own, with nothing of this one's environment, which ends when its time or its
 * memory does: whoever writes a page so that it is hard to read holds up this one call, and no run beside it. (A thread
 * that runs out of memory can take its process along.)
 */
export async function readDocument<Task extends DocumentTask>(
  task: Task,
  signal: AbortSignal,
): Promise<AnswerOf[Task['kind']]> {
  const child = spawn(process.execPath, [`--max-old-space-size=${MAX_HEAP_MB}`, PROGRAM], {
    env: { NODE_ENV: 'production' },
    stdio: ['pipe', 'pipe', 'ignore'],
    killSignal: 'SIGKILL',
    timeout: TIMEOUT_MS,
    signal,
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  // It may be over before it has read all of it.
  child.stdin.on('error', () => {}).end(JSON.stringify(task))
  const [answer, code] = await Promise.all([readText(child.stdout), ended])
  signal.throwIfAborted()
  if (code !== 0) throw new AppError('invalid_input', 'The document is too large or too tangled to be read.')
  return JSON.parse(answer)
}
