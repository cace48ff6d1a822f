import { destination, type Logger, pino } from 'pino'
import { env } from '#lib/env.ts'
import { withoutOpened } from './keep-out.ts'

let root: Logger | undefined

/** This process's log: JSON lines on standard output. Never a secret, a message's text or a tool's output. */
export function logger(): Logger {
  if (root) return root
  const out = destination(1)
  root = pino(
    {
      level: env().LOG_LEVEL,
      base: null,
      serializers: { error: pino.stdSerializers.err },
      redact: ['*.authorization', '*.password', '*.apiKey'],
    },
    { write: (line: string) => void out.write(withoutOpened(line)) },
  )
  return root
}
