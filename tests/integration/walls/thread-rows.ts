import { randomUUID } from 'node:crypto'

export type Query = (text: string, values: unknown[]) => Promise<unknown>

export interface Thread {
  threadId: string
  messageId: string
  queuedRunId: string
  failedRunId: string
  /** Of the failed run. */
  toolCallId: string
  /** It waits for a person's word. */
  waitingRunId: string
  approvalId: string
  /** A word that stands in everything that people wrote there. */
  marker: string
}

interface ThreadFields {
  tenantId: string
  workspaceId: string
  agentId: string
  creatorId: string
  privateTo: string | null
  marker: string
}

/** A thread with a message, and a run of each state that people may do something about. */
export async function addThread(query: Query, fields: ThreadFields): Promise<Thread> {
  const { tenantId, workspaceId, agentId, creatorId, privateTo, marker } = fields
  const [threadId, messageId, queuedRunId, failedRunId, toolCallId] = newIds()
  await query(
    `insert into threads (id, tenant_id, workspace_id, agent_id, title, private_to, created_by_id)
     values ($1, $2, $3, $4, $7, $5, $6)`,
    [threadId, tenantId, workspaceId, agentId, privateTo, creatorId, `Thread ${marker}`],
  )
  await query(
    `insert into messages (id, tenant_id, workspace_id, thread_id, private_to, author_id, author_name, text)
     values ($1, $2, $3, $4, $5, $6, 'Person', $7)`,
    [messageId, tenantId, workspaceId, threadId, privateTo, creatorId, `Hello ${marker}`],
  )
  const runs = [
    // The later of a message's runs is the one that counts: not one of the same millisecond.
    { id: failedRunId, status: 'failed', finishedAt: new Date(), age: '1 minute' },
    { id: queuedRunId, status: 'queued', finishedAt: null, age: '0' },
  ]
  for (const { id, status, finishedAt, age } of runs) {
    await query(
      `insert into runs (id, tenant_id, workspace_id, thread_id, agent_id, message_id, private_to, status, finished_at, created_by_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() - $11::interval)`,
      [id, tenantId, workspaceId, threadId, agentId, messageId, privateTo, status, finishedAt, creatorId, age],
    )
  }
  const [waitingRunId, askedCallId, approvalId] = newIds()
  await query(
    `insert into runs (id, tenant_id, workspace_id, thread_id, agent_id, message_id, private_to, status, finished_at, created_by_id, error, created_at, queued_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'waiting', now(), $8, '{"code": "approval", "message": ""}',
       now() - interval '2 hours', now() - interval '2 hours')`,
    [waitingRunId, tenantId, workspaceId, threadId, agentId, messageId, privateTo, creatorId],
  )
  await query(
    `insert into approvals (id, tenant_id, workspace_id, thread_id, run_id, agent_id, private_to, tool_call_id, tool, risk, args, args_hash,
       asks, rule, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'write_file', 'write', $9, '', $10, $11, now() + interval '1 hour')`,
    [
      approvalId,
      tenantId,
      workspaceId,
      threadId,
      waitingRunId,
      agentId,
      privateTo,
      askedCallId,
      JSON.stringify({ path: marker }),
      JSON.stringify([{ level: 'workspace', rule: { tools: 'write_file', effect: 'ask' } }]),
      JSON.stringify({ tools: 'write_file', effect: 'auto' }),
    ],
  )
  await query(
    `insert into agent_messages (id, tenant_id, workspace_id, private_to, kind, status, root_run_id, from_agent_id, from_run_id, author_name,
       author_id, to_agent_id, thread_id, run_id, text)
     values ($1, $2, $3, $4, 'tell', 'sent', $5, $6, $5, 'Agent', $6, $6, $7, $5, $8)`,
    [randomUUID(), tenantId, workspaceId, privateTo, failedRunId, agentId, threadId, `Hello ${marker}`],
  )
  await query(
    `insert into safety_decisions (id, tenant_id, workspace_id, private_to, control, effect, reason, agent_id, thread_id, run_id, root_run_id)
     values ($1, $2, $3, $4, 'rate', 'refused', $5, $6, $7, $8, $8)`,
    [randomUUID(), tenantId, workspaceId, privateTo, `Too often ${marker}`, agentId, threadId, failedRunId],
  )
  const stepId = randomUUID()
  await query(
    `insert into steps (id, tenant_id, workspace_id, run_id, private_to, index, attempt, provider, model, parts, finish_reason, stream_id, started_at, finished_at)
     values ($1, $2, $3, $4, $5, 0, 1, 'demo', 'demo', '[]', 'stop', '0-0', now(), now())`,
    [stepId, tenantId, workspaceId, failedRunId, privateTo],
  )
  await query(
    `insert into tool_calls (id, tenant_id, workspace_id, run_id, step_id, private_to, call_id, index, name, args)
     values ($1, $2, $3, $4, $5, $6, 'call', 0, 'shell', '{}')`,
    [toolCallId, tenantId, workspaceId, failedRunId, stepId, privateTo],
  )
  await addPrompt(query, { tenantId, workspaceId, threadId, failedRunId, stepId, privateTo, marker })
  await query(
    `insert into usage_events (id, tenant_id, workspace_id, agent_id, run_id, step_index, idempotency_key, provider, model, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens)
     values ($1, $2, $3, $4, $5, 0, $6, 'demo', 'demo', 1, 0, 1, 0)`,
    [randomUUID(), tenantId, workspaceId, agentId, failedRunId, randomUUID()],
  )
  await query(
    `insert into audit_events (id, tenant_id, workspace_id, actor_kind, actor_id, action, target_kind, target_id, details)
     values ($1, $2, $3, 'user', $4, 'thread.created', 'thread', $5, '{}')`,
    [randomUUID(), tenantId, workspaceId, creatorId, threadId],
  )
  await query('insert into thread_pins (thread_id, principal_id, tenant_id, workspace_id) values ($1, $2, $3, $4)', [
    threadId,
    creatorId,
    tenantId,
    workspaceId,
  ])
  await addShare(query, { tenantId, workspaceId, threadId, privateTo, userId: creatorId })
  await addNotification(query, { tenantId, workspaceId, threadId, failedRunId, userId: creatorId, attempt: 0, marker })
  await query('insert into notification_settings (tenant_id, user_id) values ($1, $2) on conflict do nothing', [
    tenantId,
    creatorId,
  ])
  return { threadId, messageId, queuedRunId, failedRunId, toolCallId, waitingRunId, approvalId, marker }
}

export async function addShare(
  query: Query,
  share: { tenantId: string; workspaceId: string; threadId: string; privateTo: string | null; userId: string },
): Promise<void> {
  await query(
    `insert into thread_shares (thread_id, user_id, tenant_id, workspace_id, private_to, created_by_id)
     values ($1, $2, $3, $4, $5, $2)`,
    [share.threadId, share.userId, share.tenantId, share.workspaceId, share.privateTo],
  )
}

/** @returns its id */
export async function addNotification(
  query: Query,
  about: Pick<Thread, 'threadId' | 'failedRunId' | 'marker'> & {
    tenantId: string
    workspaceId: string
    userId: string
    attempt: number
  },
): Promise<string> {
  const id = randomUUID()
  const { tenantId, workspaceId, userId, threadId, failedRunId, attempt, marker } = about
  await query(
    `insert into notifications (id, tenant_id, workspace_id, user_id, thread_id, run_id, attempt, kind, thread_title, agent_name)
     values ($1, $2, $3, $4, $5, $6, $7, 'failed', $8, 'Agent')`,
    [id, tenantId, workspaceId, userId, threadId, failedRunId, attempt, `Thread ${marker}`],
  )
  return id
}

function newIds(): [string, string, string, string, string] {
  return [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()]
}

/** What the model of a step was given, and a call of it that failed before. */
async function addPrompt(
  query: Query,
  at: Record<'tenantId' | 'workspaceId' | 'threadId' | 'failedRunId' | 'stepId' | 'marker', string> & {
    privateTo: string | null
  },
): Promise<void> {
  const { tenantId, workspaceId, threadId, failedRunId, stepId, privateTo, marker } = at
  const message = JSON.stringify({ role: 'user', content: [{ type: 'text', text: marker }] })
  await query(
    `insert into prompt_texts (tenant_id, workspace_id, hash, text) values ($1, $2, sha256('[]'), '[]') on conflict do nothing`,
    [tenantId, workspaceId],
  )
  await query(
    `insert into prompt_messages (tenant_id, workspace_id, thread_id, private_to, hash, text)
     values ($1, $2, $3, $4, sha256(convert_to($5::text, 'UTF8')), $5)`,
    [tenantId, workspaceId, threadId, privateTo, message],
  )
  await query(
    `insert into step_prompts (step_id, tenant_id, workspace_id, private_to, system_hashes, tools_hash, message_hashes, hash, parameters)
     values ($1, $2, $3, $4, '', sha256('[]'), sha256(convert_to($5::text, 'UTF8')), sha256('x'), '{}')`,
    [stepId, tenantId, workspaceId, privateTo, message],
  )
  await query(
    `insert into model_failures (id, tenant_id, workspace_id, run_id, private_to, step_index, attempt, provider, model, kind, message, delay_ms, started_at, failed_at)
     values ($1, $2, $3, $4, $5, 0, 1, 'demo', 'demo', 'network', $6, 0, now(), now())`,
    [randomUUID(), tenantId, workspaceId, failedRunId, privateTo, marker],
  )
}
