import { z } from 'zod'
import type { ToolDefinition } from '#lib/tools/definition.ts'

/** Which source the tools come from that packages of the installation switch on. */
export const PLATFORM_TOOLS = 'platform-tools'

/** Most rows of one answer. */
export const MAX_ROWS = 500
/** Most recipients of one letter. */
export const MAX_RECIPIENTS = 20

function defineTool<Name extends string, Input extends z.ZodType>(
  tool: Pick<
    ToolDefinition<Name, Input>,
    'name' | 'description' | 'input' | 'risk' | 'secrets' | 'idempotent' | 'group'
  >,
): ToolDefinition<Name, Input> {
  return { ...tool, runsIn: 'platform', timeoutMs: 60_000, source: PLATFORM_TOOLS }
}

/** Reads a database. That nothing is changed is the server's to see to. */
export const postgresQuery = defineTool({
  name: 'postgres_query',
  description:
    'Run one SELECT on the PostgreSQL database of this workspace, read-only. information_schema says what there is.',
  input: z.object({
    sql: z.string().trim().min(1).max(20_000).describe('one statement: SELECT, WITH, VALUES or TABLE'),
    limit: z.number().int().min(1).max(MAX_ROWS).optional().describe('rows, default 100'),
  }),
  risk: 'read',
  group: 'database',
  secrets: ['POSTGRES_PASSWORD'],
  idempotent: true,
})

const oneLine = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'One line.')

/** Sends a letter. It cannot be taken back, so rules about dangerous tools are about it. */
export const emailSend = defineTool({
  name: 'email_send',
  description: 'Send an e-mail as plain text. Sender and allowed recipients are fixed by the workspace.',
  input: z.object({
    to: z.array(oneLine.min(3).max(254)).min(1).max(MAX_RECIPIENTS).describe('addresses'),
    subject: oneLine.min(1).max(200),
    text: z.string().min(1).max(100_000),
  }),
  risk: 'dangerous',
  group: 'email',
  secrets: ['SMTP_PASSWORD'],
  idempotent: false,
})

/** All that a package can switch on. */
export const platformTools: readonly ToolDefinition[] = [postgresQuery, emailSend]
