import { Prisma, type Tx } from '#lib/db/client.ts'
import { toJsonb } from '#lib/db/jsonb.ts'
import type { RunClaim } from './ownership.ts'

/** A text of a prompt by its SHA-256 in hex; the same text is stored once. */
export interface PromptText {
  hash: string
  text: string
}

/** The prompt of a step as it was sent: what is new in it, and the hashes of the rest. */
export interface PromptRecord {
  /** What agents' settings say, which repeats in all threads, and lists of tools; perhaps stored already. */
  texts: PromptText[]
  /** What was said in this thread; perhaps stored already. */
  messages: PromptText[]
  systemHashes: string[]
  toolsHash: string
  /** The step of the run whose first messages come before the own ones. */
  after: { step: number; kept: number } | null
  messageHashes: string[]
  /** Of the whole. */
  hash: string
  parameters: Record<string, unknown>
  firstTokenAt: Date | null
}

/** A call of a model that did not come to a step. */
export interface ModelFailure {
  id: string
  stepIndex: number
  provider: string
  model: string
  kind: string
  message: string
  /** Before the next try. */
  delayMs: number
  startedAt: Date
  failedAt: Date
}

/** Further parts of the statement that stores a step, behind its `live`: no round trip, and no statement, of their own. */
export function promptParts(
  stepId: string,
  prompt: PromptRecord | null,
  failures: readonly ModelFailure[],
): Prisma.Sql {
  const parts: Prisma.Sql[] = []
  if (prompt) {
    // Sorted: of two that store the same texts at once none holds what the other waits for.
    if (prompt.texts.length > 0) {
      parts.push(Prisma.sql`, pt as (
        insert into prompt_texts (tenant_id, workspace_id, hash, text)
        select live.tenant_id, live.workspace_id, decode(t.hash, 'hex'), t.text
        from live, jsonb_to_recordset(${toJsonb(sorted(prompt.texts))}::jsonb) as t(hash text, text text)
        on conflict do nothing)`)
    }
    if (prompt.messages.length > 0) {
      parts.push(Prisma.sql`, pm as (
        insert into prompt_messages (tenant_id, workspace_id, thread_id, private_to, hash, text)
        select live.tenant_id, live.workspace_id, live.thread_id, live.private_to, decode(t.hash, 'hex'), t.text
        from live, jsonb_to_recordset(${toJsonb(sorted(prompt.messages))}::jsonb) as t(hash text, text text)
        on conflict do nothing)`)
    }
    parts.push(Prisma.sql`, sp as (
      insert into step_prompts (step_id, tenant_id, workspace_id, private_to, system_hashes, tools_hash, after_step, kept,
        message_hashes, hash, parameters, first_token_at)
      select ${stepId}::uuid, tenant_id, workspace_id, private_to, decode(${prompt.systemHashes.join('')}, 'hex'),
        decode(${prompt.toolsHash}, 'hex'), ${prompt.after?.step ?? null}::int, ${prompt.after?.kept ?? 0},
        decode(${prompt.messageHashes.join('')}, 'hex'), decode(${prompt.hash}, 'hex'), ${toJsonb(prompt.parameters)}::jsonb,
        ${prompt.firstTokenAt}::timestamptz from live
      on conflict do nothing)`)
  }
  if (failures.length > 0) {
    parts.push(Prisma.sql`, mf as (
      insert into model_failures (${failureColumns})
      select ${failureValues} from live, jsonb_to_recordset(${toJsonb(failures)}::jsonb) as ${failureRecord}
      on conflict do nothing)`)
  }
  return parts.length === 0 ? Prisma.empty : Prisma.join(parts, '')
}

const failureColumns = Prisma.raw(
  'id, tenant_id, workspace_id, run_id, private_to, step_index, attempt, provider, model, kind, message, delay_ms, started_at, failed_at',
)
const failureValues = Prisma.raw(
  'f.id, live.tenant_id, live.workspace_id, live.id, live.private_to, f."stepIndex", live.attempt, f.provider, f.model, f.kind, f.message, f."delayMs", f."startedAt", f."failedAt"',
)
const failureRecord = Prisma.raw(
  'f(id uuid, "stepIndex" int, provider text, model text, kind text, message text, "delayMs" int, "startedAt" timestamptz, "failedAt" timestamptz)',
)

/** Calls of models that failed, where the attempt ends without another step. */
export async function insertFailures(tx: Tx, claim: RunClaim, failures: readonly ModelFailure[]): Promise<void> {
  if (failures.length === 0) return
  await tx.$executeRaw`/* sent along */ insert into model_failures (${failureColumns})
    select ${failureValues} from runs live, jsonb_to_recordset(${toJsonb(failures)}::jsonb) as ${failureRecord}
    where live.id = ${claim.runId}::uuid on conflict do nothing`
}

function sorted(texts: readonly PromptText[]): PromptText[] {
  return texts.toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
}
