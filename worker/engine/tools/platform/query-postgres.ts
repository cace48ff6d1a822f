import type { Socket } from 'node:net'
import { Client } from 'pg'
import { AppError } from '#lib/errors.ts'
import { unreachable } from '#lib/net/read-answer.ts'
import { toolDial } from '#lib/net/tool-fetch.ts'
import type { PostgresSettings } from '#lib/platform-tools/settings.ts'
import { type Redaction, RedactionPatterns, redactText } from '#lib/telemetry/redactor.ts'
import { destroyWhenFull } from './destroy-when-full.ts'

const STATEMENT_MS = 30_000
const MAX_RECEIVED_BYTES = 8 * 1024 * 1024
const ROWS_AT_ONCE = 50
/** Of one answer to the model. */
const MAX_CHARS = 40_000
const MAX_CELL_CHARS = 2000
const MAX_ERROR_CHARS = 2000
const MAX_COLUMNS = 200

interface Query {
  settings: PostgresSettings
  secret: Redaction
  sql: string
  limit: number
  signal: AbortSignal
}

interface Rows {
  columns: string[]
  count: number
  hasMore: boolean
  /** In Markdown. */
  table: string
}

/**
 * Reads rows in a read-only transaction that is never committed. The statement stands in DECLARE CURSOR and goes over the extended
 * protocol: the server itself takes no second statement, and none that is no query, whatever is written in it.
 * @throws AppError in words for the model
 */
export async function queryPostgres({ settings, secret, sql, limit, signal }: Query): Promise<Rows> {
  const { host, database } = settings
  let socket: Socket
  try {
    socket = await toolDial(host, signal)
  } catch (error) {
    signal.throwIfAborted()
    throw new AppError('unavailable', unreachable(error, host.host))
  }
  const client = new Client({
    host: host.host,
    port: host.port,
    database,
    user: settings.user,
    password: secret.value,
    ssl:
      settings.tls === 'verified'
        ? { rejectUnauthorized: true, ...(settings.authority && { ca: settings.authority }) }
        : false,
    application_name: 'crewhouse',
    stream: () => alreadyConnected(socket),
    // As the server writes it: nothing of it is for this program to understand.
    types: { getTypeParser: () => (value: unknown) => value },
  })
  const abort = () => socket.destroy()
  signal.addEventListener('abort', abort, { once: true })
  const guard = destroyWhenFull(socket, MAX_RECEIVED_BYTES)
  // A connection that breaks between two statements is told by the next one.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await readRows(client, sql, limit)
  } catch (error) {
    signal.throwIfAborted()
    if (guard.isFull()) throw new AppError('too_large', 'The answer is too large. Ask for fewer columns or rows.')
    throw toldError(error, host.host, secret)
  } finally {
    guard.stop()
    signal.removeEventListener('abort', abort)
    socket.destroy()
  }
}

async function readRows(client: Client, sql: string, limit: number): Promise<Rows> {
  await client.query('begin transaction isolation level repeatable read read only')
  await client.query(`set local statement_timeout = ${STATEMENT_MS}`)
  await client.query(`set local lock_timeout = ${STATEMENT_MS}`)
  // With the first snapshot taken, the transaction can be made writable no more.
  await client.query('select 1')
  const statement = sql.replace(/[;\s]+$/, '')
  // On lines of its own: a comment at its end ends there.
  await client.query({ text: `declare crewhouse no scroll cursor for\n${statement}\n`, queryMode: 'extended' } as never)
  const rows: string[][] = []
  let columns: string[] = []
  let chars = 0
  for (;;) {
    const wanted = Math.min(ROWS_AT_ONCE, limit + 1 - rows.length)
    const batch = await client.query<string[]>({ text: `fetch forward ${wanted} from crewhouse`, rowMode: 'array' })
    columns = batch.fields.slice(0, MAX_COLUMNS).map(({ name }) => cell(name))
    for (const row of batch.rows) {
      const cells = row.slice(0, MAX_COLUMNS).map(cell)
      const size = cells.reduce((sum, text) => sum + text.length + 3, 2)
      if (rows.length === limit || chars + size > MAX_CHARS) return toRows(columns, rows, true)
      chars += size
      rows.push(cells)
    }
    if (batch.rows.length < wanted) return toRows(columns, rows, false)
  }
}

function toRows(columns: string[], rows: string[][], hasMore: boolean): Rows {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const table = [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')
  return { columns, count: rows.length, hasMore, table }
}

function cell(value: string | null): string {
  if (value === null) return 'NULL'
  const text = value.length > MAX_CELL_CHARS ? `${value.slice(0, MAX_CELL_CHARS)}…` : value
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replace(/\r?\n/g, '\\n')
}

/** The driver connects what it is given; this is connected already, to an address that was looked at. */
function alreadyConnected(socket: Socket): Socket {
  socket.connect = () => {
    process.nextTick(() => socket.emit('connect'))
    return socket
  }
  return socket
}

function toldError(error: unknown, host: string, secret: Redaction): AppError {
  const { code, message, severity } = (error ?? {}) as { code?: string; message?: string; severity?: string }
  const words = redactText(String(message ?? ''), new RedactionPatterns([secret])).slice(0, MAX_ERROR_CHARS)
  if (severity === undefined) {
    if (/SSL|TLS/.test(words))
      return new AppError('unavailable', `${host} offers no encryption that could be checked: ${words}`)
    return new AppError('unavailable', unreachable(error, host))
  }
  if (code === '57014') {
    return new AppError('unavailable', `The query took longer than ${STATEMENT_MS / 1000} seconds. Make it simpler.`)
  }
  if (code === '28P01' || code === '28000') {
    return new AppError('not_allowed', 'The database refused the user or its password. An admin can look at both.')
  }
  return new AppError('invalid_input', `The database refused it (${code}): ${words}`)
}
