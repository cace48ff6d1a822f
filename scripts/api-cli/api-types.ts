// Made from the API’s own document by tests/unit/scripts/api-types.test.ts. Not edited by hand.

export type Agent = {
  id: string
  name: string
  color: 'slate' | 'red' | 'orange' | 'amber' | 'green' | 'teal' | 'blue' | 'indigo' | 'violet' | 'pink'
  avatar: ({ kind: 'emoji'; emoji: string } | { kind: 'image'; imageId: string }) | null
  persona: string
  rules: string
  notes: string
  models: {
    providerId: string | 'demo'
    model: string
    temperature?: number
    maxOutputTokens?: number
    reasoningEffort?: 'none' | 'low' | 'medium' | 'high'
    sees?: boolean
    contextTokens?: number
  }[]
  tools: string[]
  sandbox: {
    mode: 'always' | 'off'
    scope: 'agent' | 'thread'
    image: string
    setupCommand: string
    memoryMb: number
    cpus: number
    pids: number
    diskMb: number
    network: 'none' | 'list' | 'open'
    networkHosts: string[]
    modelTokens: number
    workspaceAccess: 'rw' | 'ro' | 'none'
    readOnlyRoot: boolean
    idleSeconds: number
    runtime: string
  }
  version: number
  pausedAt: string | null
  archivedAt: string | null
  createdAt: string
  updatedAt: string
}

export type ApiKey = {
  id: string
  name: string
  hint: string
  role: 'viewer' | 'member' | 'admin' | 'owner'
  scopes: ('read' | 'write' | 'manage')[]
  workspaceId: string | null
  createdAt: string
  lastUsedAt: string | null
  expiresAt: string | null
  revokedAt: string | null
}

export type FileEntry = {
  path: string
  kind: 'file' | 'directory' | 'link' | 'other'
  size: number
  modifiedAtMs: number
}

export type FileListing = { items: FileEntry[]; nextCursor: string | null }

export type Member = {
  userId: string
  name: string
  email: string
  role: 'viewer' | 'member' | 'admin' | 'owner'
  joinedAt: string
}

export type Message = {
  id: string
  text: string
  authorId: string
  authorName: string
  createdAt: string
  parentRunId: string | null
  attachments: { path: string; name: string; size: number; mediaType: string }[]
}

export type Notification = {
  id: string
  kind: 'finished' | 'failed' | 'waiting' | 'budget'
  workspaceId: string | null
  threadId: string | null
  runId: string | null
  threadTitle: string
  agentName: string
  detail: string
  budget: { level: 'tenant' | 'workspace' | 'agent'; period: 'day' | 'month'; percent: number } | null
  read: boolean
  createdAt: string
}

export type OpenAiError = { error: { message: string; type: string; param: string | null; code: string | null } }

export type Problem = {
  title: string
  status: number
  code: string
  detail: string
  fieldErrors?: Record<string, string[]>
}

export type Provider = {
  id: string
  kind: 'openai' | 'anthropic' | 'google' | 'openai_compatible'
  name: string
  baseUrl: string | null
  keyHint: string
  agentId: string | null
  createdAt: string
  updatedAt: string
}

export type Run = {
  id: string
  threadId: string
  agentId: string
  messageId: string
  status: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'waiting'
  attempt: number
  error: {
    code: string
    message: string
    budget?: {
      level: 'tenant' | 'workspace' | 'agent'
      period: 'run' | 'day' | 'month'
      unit: 'money' | 'tokens'
      limit: number
    }
  } | null
  agentVersion: { id: string; number: number | null } | null
  steersRunId: string | null
  steering: { step: number; message: Message }[]
  queuedAt: string
  startedAt: string | null
  finishedAt: string | null
  steps: Step[]
}

export type Step = {
  index: number
  kind: 'answer' | 'summary'
  provider: string
  model: string
  parts: (
    | { type: 'text'; text: string }
    | { type: 'reasoning'; text: string; providerMetadata?: unknown }
    | { type: 'tool-call'; toolCallId: string; providerMetadata?: unknown }
  )[]
  toolCalls: ToolCall[]
  finishReason: string | null
  usage: {
    inputTokens: number
    cachedInputTokens: number
    outputTokens: number
    reasoningTokens: number
    costMicros: number | null
  } | null
}

export type ToolCall = {
  id: string
  name: string
  args: unknown
  status: 'pending' | 'started' | 'succeeded' | 'failed' | 'refused' | 'cancelled' | 'unknown'
  output: string
  result: {
    text: string
    view:
      | {
          kind: 'shell'
          exitCode: number | null
          outcome: string
          durationMs: number
          fullOutputPath?: string
          changedFiles?: { path: string; size: number }[]
        }
      | { kind: 'diff'; path: string; patch: string; added: number; removed: number }
      | { kind: 'file'; path: string; size: number }
      | { kind: 'text' }
      | { kind: 'tools'; names: string[] }
      | { kind: 'agent'; agentId: string; threadId: string; runId: string }
  } | null
  startedAt: string | null
  finishedAt: string | null
}

export type SharedThread = {
  id: string
  title: string
  workspaceName: string
  agent: { name: string; color: string }
  sharedBy: string
  sharedAt: string
  updatedAt: string
}

export type Thread = {
  id: string
  agentId: string
  title: string
  private: boolean
  live: boolean
  pinned: boolean
  archived: boolean
  mine: boolean
  shares: number
  origin: { source: string; account: string | null; peer: string | null }
  createdAt: string
  updatedAt: string
}

export type ThreadEvent =
  | { type: 'run.queued'; runId: string; attempt: number; message: Message; steersRunId: string | null }
  | { type: 'message.changed'; runId: string; attempt: number; message: Message }
  | { type: 'message.withdrawn'; runId: string; attempt: number; messageId: string; parentRunId: string | null }
  | { type: 'message.taken'; runId: string; attempt: number; step: number; message: Message }
  | { type: 'run.started'; runId: string; attempt: number; agentVersion: { id: string; number: number | null } | null }
  | { type: 'run.retrying'; runId: string; attempt: number; reason: string; delayMs: number; model: string }
  | {
      type: 'run.finished'
      runId: string
      attempt: number
      status: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'waiting'
      error: {
        code: string
        message: string
        budget?: {
          level: 'tenant' | 'workspace' | 'agent'
          period: 'run' | 'day' | 'month'
          unit: 'money' | 'tokens'
          limit: number
        }
      } | null
    }
  | {
      type: 'step.started'
      runId: string
      attempt: number
      step: number
      kind: 'answer' | 'summary'
      provider: string
      model: string
    }
  | { type: 'step.restarted'; runId: string; attempt: number; step: number }
  | { type: 'text.delta'; runId: string; attempt: number; step: number; text: string }
  | { type: 'reasoning.delta'; runId: string; attempt: number; step: number; text: string }
  | {
      type: 'tool.called'
      runId: string
      attempt: number
      step: number
      toolCallId: string
      name: string
      args: unknown
    }
  | { type: 'tool.started'; runId: string; attempt: number; step: number; toolCallId: string }
  | { type: 'tool.output'; runId: string; attempt: number; step: number; toolCallId: string; text: string }
  | {
      type: 'tool.finished'
      runId: string
      attempt: number
      step: number
      toolCallId: string
      status: 'pending' | 'started' | 'succeeded' | 'failed' | 'refused' | 'cancelled' | 'unknown'
      result: {
        text: string
        view:
          | {
              kind: 'shell'
              exitCode: number | null
              outcome: string
              durationMs: number
              fullOutputPath?: string
              changedFiles?: { path: string; size: number }[]
            }
          | { kind: 'diff'; path: string; patch: string; added: number; removed: number }
          | { kind: 'file'; path: string; size: number }
          | { kind: 'text' }
          | { kind: 'tools'; names: string[] }
          | { kind: 'agent'; agentId: string; threadId: string; runId: string }
      }
    }
  | {
      type: 'step.finished'
      runId: string
      attempt: number
      step: number
      finishReason: string
      usage: {
        inputTokens: number
        cachedInputTokens: number
        outputTokens: number
        reasoningTokens: number
        costMicros: number | null
      } | null
    }
  | {
      type: 'step.snapshot'
      runId: string
      attempt: number
      step: number
      kind: 'answer' | 'summary'
      provider: string
      model: string
      parts: (
        | { type: 'text'; text: string }
        | { type: 'reasoning'; text: string; providerMetadata?: unknown }
        | { type: 'tool-call'; toolCallId: string; providerMetadata?: unknown }
      )[]
      toolCalls: ToolCall[]
    }

export type ThreadSearchHit = {
  thread: Thread
  title: { text: string; match: boolean }[]
  found: { kind: 'title' | 'message' | 'answer'; snippet: { text: string; match: boolean }[] }
}

export type Transcript = {
  messages: Message[]
  runs: Run[]
  forks: Record<string, string[]>
  olderCursor: string | null
  cursor: string
}

export type Turn = { message: Message; runs: Run[] }

export type Workspace = {
  id: string
  tenantId: string
  name: string
  access: 'tenant' | 'named'
  createdAt: string
  archivedAt: string | null
}

export type WorkspaceMember = { userId: string; name: string; email: string }

export interface paths {
  '/workspaces/{workspaceId}/agents': {
    get: {
      parameters: {
        query?: {
          cursor?: string
          limit?: number
          search?: string
          state?: ('working' | 'waiting' | 'idle' | 'paused' | 'failed' | 'archived')[]
        }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                name: string
                color: 'slate' | 'red' | 'orange' | 'amber' | 'green' | 'teal' | 'blue' | 'indigo' | 'violet' | 'pink'
                avatar: ({ kind: 'emoji'; emoji: string } | { kind: 'image'; imageId: string }) | null
                summary: string
                models: {
                  providerId: string | 'demo'
                  model: string
                  temperature?: number
                  maxOutputTokens?: number
                  reasoningEffort?: 'none' | 'low' | 'medium' | 'high'
                  sees?: boolean
                  contextTokens?: number
                }[]
                tools: string[]
                state: 'working' | 'waiting' | 'idle' | 'paused' | 'failed' | 'archived'
                version: number
                pausedAt: string | null
                archivedAt: string | null
                createdAt: string
                updatedAt: string
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: {
        content: {
          'application/json': {
            templateId?: 'researcher' | 'coder' | 'writer' | 'coordinator'
            name?: string
            color?: 'slate' | 'red' | 'orange' | 'amber' | 'green' | 'teal' | 'blue' | 'indigo' | 'violet' | 'pink'
            avatar?: ({ kind: 'emoji'; emoji: string } | { kind: 'image'; imageId: string }) | null
            persona?: string
            rules?: string
            notes?: string
            models?: {
              providerId: string | 'demo'
              model: string
              temperature?: number
              maxOutputTokens?: number
              reasoningEffort?: 'none' | 'low' | 'medium' | 'high'
              sees?: boolean
              contextTokens?: number
            }[]
            tools?: string[]
            sandbox?: {
              mode?: 'always' | 'off'
              scope?: 'agent' | 'thread'
              image?: string
              setupCommand?: string
              memoryMb?: number
              cpus?: number
              pids?: number
              diskMb?: number
              network?: 'none' | 'list' | 'open'
              networkHosts?: string[]
              modelTokens?: number
              workspaceAccess?: 'rw' | 'ro' | 'none'
              readOnlyRoot?: boolean
              idleSeconds?: number
              runtime?: string
            }
          }
        }
      }
      responses: {
        201: { headers: Record<string, unknown>; content: { 'application/json': Agent } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Agent } }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete: {
      parameters: {
        query?: { threads?: 'keep' | 'delete' }
        path: { workspaceId: string; agentId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { id: string; name: string; cancelledRuns: number; deletedThreads: number } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: {
        content: {
          'application/json': {
            baseVersion?: number
            name?: string
            color?: 'slate' | 'red' | 'orange' | 'amber' | 'green' | 'teal' | 'blue' | 'indigo' | 'violet' | 'pink'
            avatar?: ({ kind: 'emoji'; emoji: string } | { kind: 'image'; imageId: string }) | null
            persona?: string
            rules?: string
            notes?: string
            models?: {
              providerId: string | 'demo'
              model: string
              temperature?: number
              maxOutputTokens?: number
              reasoningEffort?: 'none' | 'low' | 'medium' | 'high'
              sees?: boolean
              contextTokens?: number
            }[]
            tools?: string[]
            sandbox?: {
              mode?: 'always' | 'off'
              scope?: 'agent' | 'thread'
              image?: string
              setupCommand?: string
              memoryMb?: number
              cpus?: number
              pids?: number
              diskMb?: number
              network?: 'none' | 'list' | 'open'
              networkHosts?: string[]
              modelTokens?: number
              workspaceAccess?: 'rw' | 'ro' | 'none'
              readOnlyRoot?: boolean
              idleSeconds?: number
              runtime?: string
            }
          }
        }
      }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Agent } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/workspaces/{workspaceId}/approvals/{approvalId}/answer': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; approvalId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: { 'application/json': { answer: 'approve' | 'refuse'; scope?: 'once' | 'run'; reason?: string } }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              threadId: string
              threadTitle: string
              runId: string
              agentId: string
              agentName: string
              agentColor: string
              toolCallId: string
              tool: string
              risk: 'read' | 'write' | 'spend' | 'dangerous'
              args: unknown
              asks: {
                level: 'platform' | 'tenant' | 'workspace' | 'agent'
                rule: {
                  tools: string
                  effect: 'auto' | 'ask' | 'deny'
                  when?: { command: string } | { host: string; method?: string }
                }
              }[]
              rule: {
                tools: string
                effect: 'auto' | 'ask' | 'deny'
                when?: { command: string } | { host: string; method?: string }
              } | null
              alwaysAt: ('platform' | 'tenant' | 'workspace' | 'agent')[] | null
              status: 'waiting' | 'approved' | 'refused' | 'expired'
              scope: ('once' | 'run' | 'always') | null
              reason: string
              answeredBy: { id: string; name: string; kind: string } | null
              answeredAt: string | null
              createdAt: string
              expiresAt: string
              goesOn: boolean
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/approvals/{approvalId}/always': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; approvalId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: {
        content: {
          'application/json': {
            rule?: {
              tools: string
              effect: 'auto' | 'ask' | 'deny'
              when?: { command: string } | { host: string; method?: string }
            }
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              threadId: string
              threadTitle: string
              runId: string
              agentId: string
              agentName: string
              agentColor: string
              toolCallId: string
              tool: string
              risk: 'read' | 'write' | 'spend' | 'dangerous'
              args: unknown
              asks: {
                level: 'platform' | 'tenant' | 'workspace' | 'agent'
                rule: {
                  tools: string
                  effect: 'auto' | 'ask' | 'deny'
                  when?: { command: string } | { host: string; method?: string }
                }
              }[]
              rule: {
                tools: string
                effect: 'auto' | 'ask' | 'deny'
                when?: { command: string } | { host: string; method?: string }
              } | null
              alwaysAt: ('platform' | 'tenant' | 'workspace' | 'agent')[] | null
              status: 'waiting' | 'approved' | 'refused' | 'expired'
              scope: ('once' | 'run' | 'always') | null
              reason: string
              answeredBy: { id: string; name: string; kind: string } | null
              answeredAt: string | null
              createdAt: string
              expiresAt: string
              goesOn: boolean
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/approvals/{approvalId}': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; approvalId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              threadId: string
              threadTitle: string
              runId: string
              agentId: string
              agentName: string
              agentColor: string
              toolCallId: string
              tool: string
              risk: 'read' | 'write' | 'spend' | 'dangerous'
              args: unknown
              asks: {
                level: 'platform' | 'tenant' | 'workspace' | 'agent'
                rule: {
                  tools: string
                  effect: 'auto' | 'ask' | 'deny'
                  when?: { command: string } | { host: string; method?: string }
                }
              }[]
              rule: {
                tools: string
                effect: 'auto' | 'ask' | 'deny'
                when?: { command: string } | { host: string; method?: string }
              } | null
              alwaysAt: ('platform' | 'tenant' | 'workspace' | 'agent')[] | null
              status: 'waiting' | 'approved' | 'refused' | 'expired'
              scope: ('once' | 'run' | 'always') | null
              reason: string
              answeredBy: { id: string; name: string; kind: string } | null
              answeredAt: string | null
              createdAt: string
              expiresAt: string
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/approvals': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number; state?: 'open' | 'answered'; runId?: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                threadId: string
                threadTitle: string
                runId: string
                agentId: string
                agentName: string
                agentColor: string
                toolCallId: string
                tool: string
                risk: 'read' | 'write' | 'spend' | 'dangerous'
                args: unknown
                asks: {
                  level: 'platform' | 'tenant' | 'workspace' | 'agent'
                  rule: {
                    tools: string
                    effect: 'auto' | 'ask' | 'deny'
                    when?: { command: string } | { host: string; method?: string }
                  }
                }[]
                rule: {
                  tools: string
                  effect: 'auto' | 'ask' | 'deny'
                  when?: { command: string } | { host: string; method?: string }
                } | null
                alwaysAt: ('platform' | 'tenant' | 'workspace' | 'agent')[] | null
                status: 'waiting' | 'approved' | 'refused' | 'expired'
                scope: ('once' | 'run' | 'always') | null
                reason: string
                answeredBy: { id: string; name: string; kind: string } | null
                answeredAt: string | null
                createdAt: string
                expiresAt: string
              }[]
              nextCursor: string | null
              openCount: number
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/budgets': {
    get: {
      parameters: {
        query?: { agentId?: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                level: 'tenant' | 'workspace' | 'agent'
                agentId: string | null
                period: 'run' | 'day' | 'month'
                limitMicros: number | null
                limitTokens: number | null
                warnPercent: number
                spentMicros: number | null
                spentTokens: number | null
                reservedMicros: number | null
                reservedTokens: number | null
                renewsAt: string | null
                updatedAt: string
                updatedBy: string
              }[]
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/budgets': {
    get: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'If-None-Match'?: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                level: 'tenant' | 'workspace' | 'agent'
                agentId: string | null
                period: 'run' | 'day' | 'month'
                limitMicros: number | null
                limitTokens: number | null
                warnPercent: number
                spentMicros: number | null
                spentTokens: number | null
                reservedMicros: number | null
                reservedTokens: number | null
                renewsAt: string | null
                updatedAt: string
                updatedBy: string
              }[]
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/model-prices': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { tenantId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                provider: string
                model: string
                inputMicros: number
                cachedInputMicros: number | null
                outputMicros: number
                updatedAt: string
                updatedBy: string
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'If-Match'?: string }; cookie?: never }
      requestBody: {
        content: {
          'application/json': {
            provider: string
            model: string
            inputMicros: number
            cachedInputMicros?: number | null
            outputMicros: number
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              provider: string
              model: string
              inputMicros: number
              cachedInputMicros: number | null
              outputMicros: number
              updatedAt: string
              updatedBy: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete: {
      parameters: {
        query: { provider: string; model: string }
        path: { tenantId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { removed: boolean } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/budgets/{period}': {
    get?: never
    put: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string; period: 'run' | 'day' | 'month' }
        header?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': { limitMicros: number | null; limitTokens: number | null; warnPercent?: number }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                level: 'tenant' | 'workspace' | 'agent'
                agentId: string | null
                period: 'run' | 'day' | 'month'
                limitMicros: number | null
                limitTokens: number | null
                warnPercent: number
                spentMicros: number | null
                spentTokens: number | null
                reservedMicros: number | null
                reservedTokens: number | null
                renewsAt: string | null
                updatedAt: string
                updatedBy: string
              }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/budgets/{period}': {
    get?: never
    put: {
      parameters: {
        query?: never
        path: { tenantId: string; period: 'run' | 'day' | 'month' }
        header?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': { limitMicros: number | null; limitTokens: number | null; warnPercent?: number }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                level: 'tenant' | 'workspace' | 'agent'
                agentId: string | null
                period: 'run' | 'day' | 'month'
                limitMicros: number | null
                limitTokens: number | null
                warnPercent: number
                spentMicros: number | null
                spentTokens: number | null
                reservedMicros: number | null
                reservedTokens: number | null
                renewsAt: string | null
                updatedAt: string
                updatedBy: string
              }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/budgets/{period}': {
    get?: never
    put: {
      parameters: {
        query?: never
        path: { workspaceId: string; period: 'run' | 'day' | 'month' }
        header?: never
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': { limitMicros: number | null; limitTokens: number | null; warnPercent?: number }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                level: 'tenant' | 'workspace' | 'agent'
                agentId: string | null
                period: 'run' | 'day' | 'month'
                limitMicros: number | null
                limitTokens: number | null
                warnPercent: number
                spentMicros: number | null
                spentTokens: number | null
                reservedMicros: number | null
                reservedTokens: number | null
                renewsAt: string | null
                updatedAt: string
                updatedBy: string
              }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/stops': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                level: 'tenant' | 'workspace' | 'agent'
                agentId: string | null
                stoppedAt: string
                stoppedBy: string
              }[]
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/go-on': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                level: 'tenant' | 'workspace' | 'agent'
                agentId: string | null
                stoppedAt: string
                stoppedBy: string
              }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/go-on': {
    get?: never
    put?: never
    post: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'Idempotency-Key'?: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                level: 'tenant' | 'workspace' | 'agent'
                agentId: string | null
                stoppedAt: string
                stoppedBy: string
              }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/go-on': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                level: 'tenant' | 'workspace' | 'agent'
                agentId: string | null
                stoppedAt: string
                stoppedBy: string
              }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/stop': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                level: 'tenant' | 'workspace' | 'agent'
                agentId: string | null
                stoppedAt: string
                stoppedBy: string
              }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/stop': {
    get?: never
    put?: never
    post: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'Idempotency-Key'?: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                level: 'tenant' | 'workspace' | 'agent'
                agentId: string | null
                stoppedAt: string
                stoppedBy: string
              }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/stop': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                level: 'tenant' | 'workspace' | 'agent'
                agentId: string | null
                stoppedAt: string
                stoppedBy: string
              }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/team-settings': {
    get: {
      parameters: {
        query?: { agentId?: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              defaults: {
                maxDepth: number
                maxLiveChildren: number
                maxSpawnedPerHour: number
                maxSpawned: number
                maxMessagesPerMinute: number
              }
              tenant: {
                talk:
                  | { mode: 'off' }
                  | { mode: 'everyone' }
                  | { mode: 'pairs'; pairs: unknown[][] }
                  | { mode: 'coordinator'; coordinatorId: string }
                limits: {
                  maxDepth?: number
                  maxLiveChildren?: number
                  maxSpawnedPerHour?: number
                  maxSpawned?: number
                  maxMessagesPerMinute?: number
                }
                revision: number
                updatedAt: string | null
                updatedBy: string | null
              }
              workspace: {
                talk:
                  | { mode: 'off' }
                  | { mode: 'everyone' }
                  | { mode: 'pairs'; pairs: unknown[][] }
                  | { mode: 'coordinator'; coordinatorId: string }
                limits: {
                  maxDepth?: number
                  maxLiveChildren?: number
                  maxSpawnedPerHour?: number
                  maxSpawned?: number
                  maxMessagesPerMinute?: number
                }
                revision: number
                updatedAt: string | null
                updatedBy: string | null
              }
              agent: {
                talk:
                  | { mode: 'off' }
                  | { mode: 'everyone' }
                  | { mode: 'pairs'; pairs: unknown[][] }
                  | { mode: 'coordinator'; coordinatorId: string }
                limits: {
                  maxDepth?: number
                  maxLiveChildren?: number
                  maxSpawnedPerHour?: number
                  maxSpawned?: number
                  maxMessagesPerMinute?: number
                }
                revision: number
                updatedAt: string | null
                updatedBy: string | null
              } | null
              inForce: {
                maxDepth: number
                maxLiveChildren: number
                maxSpawnedPerHour: number
                maxSpawned: number
                maxMessagesPerMinute: number
              }
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put: {
      parameters: { query?: never; path: { workspaceId: string }; header?: { 'If-Match'?: string }; cookie?: never }
      requestBody: {
        content: {
          'application/json': {
            talk:
              | { mode: 'off' }
              | { mode: 'everyone' }
              | { mode: 'pairs'; pairs: unknown[][] }
              | { mode: 'coordinator'; coordinatorId: string }
            limits: {
              maxDepth?: number
              maxLiveChildren?: number
              maxSpawnedPerHour?: number
              maxSpawned?: number
              maxMessagesPerMinute?: number
            }
            revision?: number
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              talk:
                | { mode: 'off' }
                | { mode: 'everyone' }
                | { mode: 'pairs'; pairs: unknown[][] }
                | { mode: 'coordinator'; coordinatorId: string }
              limits: {
                maxDepth?: number
                maxLiveChildren?: number
                maxSpawnedPerHour?: number
                maxSpawned?: number
                maxMessagesPerMinute?: number
              }
              revision: number
              updatedAt: string | null
              updatedBy: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/team-settings': {
    get: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'If-None-Match'?: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              defaults: {
                maxDepth: number
                maxLiveChildren: number
                maxSpawnedPerHour: number
                maxSpawned: number
                maxMessagesPerMinute: number
              }
              tenant: {
                talk:
                  | { mode: 'off' }
                  | { mode: 'everyone' }
                  | { mode: 'pairs'; pairs: unknown[][] }
                  | { mode: 'coordinator'; coordinatorId: string }
                limits: {
                  maxDepth?: number
                  maxLiveChildren?: number
                  maxSpawnedPerHour?: number
                  maxSpawned?: number
                  maxMessagesPerMinute?: number
                }
                revision: number
                updatedAt: string | null
                updatedBy: string | null
              }
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'If-Match'?: string }; cookie?: never }
      requestBody: {
        content: {
          'application/json': {
            limits: {
              maxDepth?: number
              maxLiveChildren?: number
              maxSpawnedPerHour?: number
              maxSpawned?: number
              maxMessagesPerMinute?: number
            }
            revision?: number
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              talk:
                | { mode: 'off' }
                | { mode: 'everyone' }
                | { mode: 'pairs'; pairs: unknown[][] }
                | { mode: 'coordinator'; coordinatorId: string }
              limits: {
                maxDepth?: number
                maxLiveChildren?: number
                maxSpawnedPerHour?: number
                maxSpawned?: number
                maxMessagesPerMinute?: number
              }
              revision: number
              updatedAt: string | null
              updatedBy: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/team-settings': {
    get?: never
    put: {
      parameters: { query?: never; path: { workspaceId: string; agentId: string }; header?: never; cookie?: never }
      requestBody: {
        content: {
          'application/json': {
            limits: {
              maxDepth?: number
              maxLiveChildren?: number
              maxSpawnedPerHour?: number
              maxSpawned?: number
              maxMessagesPerMinute?: number
            }
            revision?: number
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              talk:
                | { mode: 'off' }
                | { mode: 'everyone' }
                | { mode: 'pairs'; pairs: unknown[][] }
                | { mode: 'coordinator'; coordinatorId: string }
              limits: {
                maxDepth?: number
                maxLiveChildren?: number
                maxSpawnedPerHour?: number
                maxSpawned?: number
                maxMessagesPerMinute?: number
              }
              revision: number
              updatedAt: string | null
              updatedBy: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/team-messages': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number; agentId?: string; rootRunId?: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                kind: 'ask' | 'tell' | 'answer' | 'result' | 'person'
                status: 'sent' | 'waiting' | 'answered' | 'failed' | 'expired' | 'cancelled'
                author: { id: string; name: string }
                fromAgentId: string | null
                toAgentId: string | null
                text: string
                isCut: boolean
                threadId: string | null
                runId: string | null
                fromRunId: string | null
                rootRunId: string | null
                replyToId: string | null
                deadlineAt: string | null
                createdAt: string
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/safety-decisions': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number; agentId?: string; runId?: string; rootRunId?: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                control: string
                effect: 'warned' | 'delayed' | 'refused' | 'stopped'
                reason: string
                details: Record<string, unknown>
                agentId: string
                toAgentId: string | null
                threadId: string
                runId: string
                rootRunId: string
                createdAt: string
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/tool-policy': {
    get: {
      parameters: {
        query?: { agentId?: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              platform: {
                tools: string
                effect: 'auto' | 'ask' | 'deny'
                when?: { command: string } | { host: string; method?: string }
              }[]
              tenant: {
                rules: {
                  tools: string
                  effect: 'auto' | 'ask' | 'deny'
                  when?: { command: string } | { host: string; method?: string }
                }[]
                revision: number
                updatedAt: string | null
                updatedBy: string | null
              }
              workspace: {
                rules: {
                  tools: string
                  effect: 'auto' | 'ask' | 'deny'
                  when?: { command: string } | { host: string; method?: string }
                }[]
                revision: number
                updatedAt: string | null
                updatedBy: string | null
              }
              agent: {
                rules: {
                  tools: string
                  effect: 'auto' | 'ask' | 'deny'
                  when?: { command: string } | { host: string; method?: string }
                }[]
                revision: number
                updatedAt: string | null
                updatedBy: string | null
              } | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put: {
      parameters: { query?: never; path: { workspaceId: string }; header?: { 'If-Match'?: string }; cookie?: never }
      requestBody: {
        content: {
          'application/json': {
            rules: {
              tools: string
              effect: 'auto' | 'ask' | 'deny'
              when?: { command: string } | { host: string; method?: string }
            }[]
            revision?: number
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              rules: {
                tools: string
                effect: 'auto' | 'ask' | 'deny'
                when?: { command: string } | { host: string; method?: string }
              }[]
              revision: number
              updatedAt: string | null
              updatedBy: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/tool-policy': {
    get: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'If-None-Match'?: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              platform: {
                tools: string
                effect: 'auto' | 'ask' | 'deny'
                when?: { command: string } | { host: string; method?: string }
              }[]
              tenant: {
                rules: {
                  tools: string
                  effect: 'auto' | 'ask' | 'deny'
                  when?: { command: string } | { host: string; method?: string }
                }[]
                revision: number
                updatedAt: string | null
                updatedBy: string | null
              }
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'If-Match'?: string }; cookie?: never }
      requestBody: {
        content: {
          'application/json': {
            rules: {
              tools: string
              effect: 'auto' | 'ask' | 'deny'
              when?: { command: string } | { host: string; method?: string }
            }[]
            revision?: number
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              rules: {
                tools: string
                effect: 'auto' | 'ask' | 'deny'
                when?: { command: string } | { host: string; method?: string }
              }[]
              revision: number
              updatedAt: string | null
              updatedBy: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/tools': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number; agentId?: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                name: string
                title: string | null
                description: string
                risk: 'read' | 'write' | 'spend' | 'dangerous'
                group: string | null
                runsIn: 'sandbox' | 'platform'
                idempotent: boolean
                timeoutMs: number
                secrets: string[]
                hosts: string[]
                source: string
                granted: boolean
                effect: 'auto' | 'ask' | 'deny'
                decidedBy: {
                  level: 'platform' | 'tenant' | 'workspace' | 'agent'
                  rule: {
                    tools: string
                    effect: 'auto' | 'ask' | 'deny'
                    when?: { command: string } | { host: string; method?: string }
                  }
                } | null
                narrowed: {
                  level: 'platform' | 'tenant' | 'workspace' | 'agent'
                  rule: {
                    tools: string
                    effect: 'auto' | 'ask' | 'deny'
                    when?: { command: string } | { host: string; method?: string }
                  }
                }[]
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/tool-policy': {
    get?: never
    put: {
      parameters: { query?: never; path: { workspaceId: string; agentId: string }; header?: never; cookie?: never }
      requestBody: {
        content: {
          'application/json': {
            rules: {
              tools: string
              effect: 'auto' | 'ask' | 'deny'
              when?: { command: string } | { host: string; method?: string }
            }[]
            revision?: number
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              rules: {
                tools: string
                effect: 'auto' | 'ask' | 'deny'
                when?: { command: string } | { host: string; method?: string }
              }[]
              revision: number
              updatedAt: string | null
              updatedBy: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/notifications/unread-count': {
    get: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'If-None-Match'?: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { unread: number } } }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/notification-settings': {
    get: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'If-None-Match'?: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { finished: boolean; failed: boolean; waiting: boolean } }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'If-Match'?: string }; cookie?: never }
      requestBody?: { content: { 'application/json': { finished?: boolean; failed?: boolean; waiting?: boolean } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { finished: boolean; failed: boolean; waiting: boolean } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/tenants/{tenantId}/notifications': {
    get: {
      parameters: {
        query?: { unread?: boolean; cursor?: string; limit?: number }
        path: { tenantId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { items: Notification[]; nextCursor: string | null } }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/notifications/read': {
    get?: never
    put?: never
    post: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'Idempotency-Key'?: string }; cookie?: never }
      requestBody?: { content: { 'application/json': { threadId?: string } } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { marked: number } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/notifications/{notificationId}': {
    get?: never
    put?: never
    post?: never
    delete?: never
    patch: {
      parameters: { query?: never; path: { tenantId: string; notificationId: string }; header?: never; cookie?: never }
      requestBody: { content: { 'application/json': { read: boolean } } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Notification } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/workspaces/{workspaceId}/sandbox-options': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              driver: 'docker' | 'virtual'
              hasTerminals: boolean
              images: { name: string; isDefault: boolean; isPresent: boolean }[]
              runtimes: string[]
              quotaMethod: 'watched' | 'counted'
              maximums: { memoryMb: number; cpus: number; pids: number; diskMb: number; idleSeconds: number }
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/connections': {
    get: {
      parameters: {
        query?: { verdict?: 'allowed' | 'refused' | 'failed'; cursor?: string; limit?: number }
        path: { workspaceId: string; agentId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                runId: string | null
                threadId: string | null
                host: string
                port: number
                verdict: 'allowed' | 'refused' | 'failed'
                rule: string
                secrets: string[]
                connections: number
                bytesUp: number
                bytesDown: number
                createdAt: string
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/oauth-services': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                name: string
                authorizationUrl: string
                tokenUrl: string
                revocationUrl: string
                clientId: string
                clientAuth: 'none' | 'basic' | 'post'
                scopes: string[]
                hosts: string[]
                hasClientSecret: boolean
                mcpServerId: string | null
                redirectUri: string
                createdBy: string
                createdAt: string
                updatedAt: string
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            name: string
            authorizationUrl: string
            tokenUrl: string
            revocationUrl?: string
            clientId: string
            clientAuth?: 'none' | 'basic' | 'post'
            scopes?: string[]
            hosts?: string[]
            clientSecret?: string
          }
        }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              authorizationUrl: string
              tokenUrl: string
              revocationUrl: string
              clientId: string
              clientAuth: 'none' | 'basic' | 'post'
              scopes: string[]
              hosts: string[]
              hasClientSecret: boolean
              mcpServerId: string | null
              redirectUri: string
              createdBy: string
              createdAt: string
              updatedAt: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/oauth-services/{serviceId}': {
    get?: never
    put?: never
    post?: never
    delete: {
      parameters: { query?: never; path: { workspaceId: string; serviceId: string }; header?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { id: string; name: string; connections: number } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch: {
      parameters: { query?: never; path: { workspaceId: string; serviceId: string }; header?: never; cookie?: never }
      requestBody?: { content: { 'application/json': { scopes?: string[]; hosts?: string[]; clientSecret?: string } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              authorizationUrl: string
              tokenUrl: string
              revocationUrl: string
              clientId: string
              clientAuth: 'none' | 'basic' | 'post'
              scopes: string[]
              hosts: string[]
              hasClientSecret: boolean
              mcpServerId: string | null
              redirectUri: string
              createdBy: string
              createdAt: string
              updatedAt: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/workspaces/{workspaceId}/connections': {
    get: {
      parameters: {
        query?: { agentId?: string; serviceId?: string; cursor?: string; limit?: number }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                serviceId: string
                serviceName: string
                agentId: string
                agentName: string
                state: 'connected' | 'ended'
                account: string
                scopes: string[]
                connectedBy: string
                connectedAt: string
                lastUsedAt: string | null
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { agentId: string; serviceId: string } } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { url: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/connections/{connectionId}': {
    get?: never
    put?: never
    post?: never
    delete: {
      parameters: { query?: never; path: { workspaceId: string; connectionId: string }; header?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { id: string; serviceName: string; agentName: string } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch?: never
  }
  '/workspaces/{workspaceId}/http-tools': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                name: string
                description: string
                collection: string
                request: {
                  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                  url: string
                  query: { name: string; value: string }[]
                  headers: { name: string; value: string }[]
                  body: string
                }
                parameters: { name: string; description: string; required: boolean; schema: Record<string, unknown> }[]
                auth:
                  | { kind: 'none' }
                  | { kind: 'bearer'; secret: string }
                  | { kind: 'header'; secret: string; name: string }
                  | { kind: 'query'; secret: string; name: string }
                  | { kind: 'basic'; secret: string; user: string }
                  | { kind: 'oauth'; service: string }
                risk: 'read' | 'write' | 'spend' | 'dangerous'
                timeoutS: number
                host: string
                revision: number
                createdBy: string
                createdAt: string
                updatedAt: string
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            name: string
            description: string
            collection?: string
            request: {
              method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
              url: string
              query?: { name: string; value: string }[]
              headers?: { name: string; value: string }[]
              body?: string
            }
            parameters?: { name: string; description?: string; required?: boolean; schema?: Record<string, unknown> }[]
            auth?:
              | { kind: 'none' }
              | { kind: 'bearer'; secret: string }
              | { kind: 'header'; secret: string; name: string }
              | { kind: 'query'; secret: string; name: string }
              | { kind: 'basic'; secret: string; user: string }
              | { kind: 'oauth'; service: string }
            risk?: 'read' | 'write' | 'spend' | 'dangerous'
            timeoutS?: number
          }
        }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              description: string
              collection: string
              request: {
                method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                url: string
                query: { name: string; value: string }[]
                headers: { name: string; value: string }[]
                body: string
              }
              parameters: { name: string; description: string; required: boolean; schema: Record<string, unknown> }[]
              auth:
                | { kind: 'none' }
                | { kind: 'bearer'; secret: string }
                | { kind: 'header'; secret: string; name: string }
                | { kind: 'query'; secret: string; name: string }
                | { kind: 'basic'; secret: string; user: string }
                | { kind: 'oauth'; service: string }
              risk: 'read' | 'write' | 'spend' | 'dangerous'
              timeoutS: number
              host: string
              revision: number
              createdBy: string
              createdAt: string
              updatedAt: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/http-tools/{httpToolId}': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; httpToolId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              description: string
              collection: string
              request: {
                method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                url: string
                query: { name: string; value: string }[]
                headers: { name: string; value: string }[]
                body: string
              }
              parameters: { name: string; description: string; required: boolean; schema: Record<string, unknown> }[]
              auth:
                | { kind: 'none' }
                | { kind: 'bearer'; secret: string }
                | { kind: 'header'; secret: string; name: string }
                | { kind: 'query'; secret: string; name: string }
                | { kind: 'basic'; secret: string; user: string }
                | { kind: 'oauth'; service: string }
              risk: 'read' | 'write' | 'spend' | 'dangerous'
              timeoutS: number
              host: string
              revision: number
              createdBy: string
              createdAt: string
              updatedAt: string
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete: {
      parameters: {
        query?: never
        path: { workspaceId: string; httpToolId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { id: string; name: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch: {
      parameters: {
        query?: never
        path: { workspaceId: string; httpToolId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: {
        content: {
          'application/json': {
            name?: string
            description?: string
            collection?: string
            request?: {
              method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
              url: string
              query?: { name: string; value: string }[]
              headers?: { name: string; value: string }[]
              body?: string
            }
            parameters?: { name: string; description?: string; required?: boolean; schema?: Record<string, unknown> }[]
            auth?:
              | { kind: 'none' }
              | { kind: 'bearer'; secret: string }
              | { kind: 'header'; secret: string; name: string }
              | { kind: 'query'; secret: string; name: string }
              | { kind: 'basic'; secret: string; user: string }
              | { kind: 'oauth'; service: string }
            risk?: 'read' | 'write' | 'spend' | 'dangerous'
            timeoutS?: number
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              description: string
              collection: string
              request: {
                method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                url: string
                query: { name: string; value: string }[]
                headers: { name: string; value: string }[]
                body: string
              }
              parameters: { name: string; description: string; required: boolean; schema: Record<string, unknown> }[]
              auth:
                | { kind: 'none' }
                | { kind: 'bearer'; secret: string }
                | { kind: 'header'; secret: string; name: string }
                | { kind: 'query'; secret: string; name: string }
                | { kind: 'basic'; secret: string; user: string }
                | { kind: 'oauth'; service: string }
              risk: 'read' | 'write' | 'spend' | 'dangerous'
              timeoutS: number
              host: string
              revision: number
              createdBy: string
              createdAt: string
              updatedAt: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/workspaces/{workspaceId}/http-tools/import': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            document?: string
            address?: string
            server?: string
            prefix?: string
            operations: string[]
            auth?:
              | { kind: 'none' }
              | { kind: 'bearer'; secret: string }
              | { kind: 'header'; secret: string; name: string }
              | { kind: 'query'; secret: string; name: string }
              | { kind: 'basic'; secret: string; user: string }
              | { kind: 'oauth'; service: string }
          }
        }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                name: string
                description: string
                collection: string
                request: {
                  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                  url: string
                  query: { name: string; value: string }[]
                  headers: { name: string; value: string }[]
                  body: string
                }
                parameters: { name: string; description: string; required: boolean; schema: Record<string, unknown> }[]
                auth:
                  | { kind: 'none' }
                  | { kind: 'bearer'; secret: string }
                  | { kind: 'header'; secret: string; name: string }
                  | { kind: 'query'; secret: string; name: string }
                  | { kind: 'basic'; secret: string; user: string }
                  | { kind: 'oauth'; service: string }
                risk: 'read' | 'write' | 'spend' | 'dangerous'
                timeoutS: number
                host: string
                revision: number
                createdBy: string
                createdAt: string
                updatedAt: string
              }[]
              collection: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/http-tools/openapi': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: {
        content: { 'application/json': { document?: string; address?: string; server?: string; prefix?: string } }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              title: string
              server: string
              auth: 'none' | 'bearer' | 'header' | 'query' | 'basic' | 'oauth'
              authName: string
              operations: {
                key: string
                method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                path: string
                name: string
                summary: string
                tags: string[]
                problem: string | null
              }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/http-tools/{httpToolId}/try': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; httpToolId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: { content: { 'application/json': { args?: Record<string, unknown>; agentId?: string | null } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              status: number
              contentType: string
              text: string
              isCut: boolean
              durationMs: number
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/mcp-servers': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                name: string
                transport: 'stdio' | 'http' | 'sse'
                command: string
                args: string[]
                env: { name: string; value: string }[]
                url: '' | string
                headers: { name: string; value: string }[]
                timeoutS: number
                signIn: 'none' | 'oauth'
                enabled: boolean
                about: {
                  name: string
                  version: string
                  instructions: string
                  protocol: string
                  hasResources: boolean
                  hasPrompts: boolean
                  leftOut: { name: string; reason: string }[]
                } | null
                checkedAt: string | null
                problem: string | null
                createdBy: string
                createdAt: string
                tools: { enabled: number; quarantined: number }
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            name: string
            transport: 'stdio' | 'http' | 'sse'
            command?: string
            args?: string[]
            env?: { name: string; value: string }[]
            url?: '' | string
            headers?: { name: string; value: string }[]
            timeoutS?: number
          }
        }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              transport: 'stdio' | 'http' | 'sse'
              command: string
              args: string[]
              env: { name: string; value: string }[]
              url: '' | string
              headers: { name: string; value: string }[]
              timeoutS: number
              signIn: 'none' | 'oauth'
              enabled: boolean
              about: {
                name: string
                version: string
                instructions: string
                protocol: string
                hasResources: boolean
                hasPrompts: boolean
                leftOut: { name: string; reason: string }[]
              } | null
              checkedAt: string | null
              problem: string | null
              createdBy: string
              createdAt: string
              tools: { enabled: number; quarantined: number }
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/mcp-servers/{serverId}/check': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; serverId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: { content: { 'application/json': { agentId?: string } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              transport: 'stdio' | 'http' | 'sse'
              command: string
              args: string[]
              env: { name: string; value: string }[]
              url: '' | string
              headers: { name: string; value: string }[]
              timeoutS: number
              signIn: 'none' | 'oauth'
              enabled: boolean
              about: {
                name: string
                version: string
                instructions: string
                protocol: string
                hasResources: boolean
                hasPrompts: boolean
                leftOut: { name: string; reason: string }[]
              } | null
              checkedAt: string | null
              problem: string | null
              createdBy: string
              createdAt: string
              tools: { enabled: number; quarantined: number }
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/mcp-servers/{serverId}': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; serverId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              transport: 'stdio' | 'http' | 'sse'
              command: string
              args: string[]
              env: { name: string; value: string }[]
              url: '' | string
              headers: { name: string; value: string }[]
              timeoutS: number
              signIn: 'none' | 'oauth'
              enabled: boolean
              about: {
                name: string
                version: string
                instructions: string
                protocol: string
                hasResources: boolean
                hasPrompts: boolean
                leftOut: { name: string; reason: string }[]
              } | null
              checkedAt: string | null
              problem: string | null
              createdBy: string
              createdAt: string
              tools: { enabled: number; quarantined: number }
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete: {
      parameters: {
        query?: never
        path: { workspaceId: string; serverId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { id: string; name: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch: {
      parameters: {
        query?: never
        path: { workspaceId: string; serverId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: {
        content: {
          'application/json': {
            enabled?: boolean
            transport?: 'stdio' | 'http' | 'sse'
            command?: string
            args?: string[]
            env?: { name: string; value: string }[]
            url?: '' | string
            headers?: { name: string; value: string }[]
            timeoutS?: number
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              transport: 'stdio' | 'http' | 'sse'
              command: string
              args: string[]
              env: { name: string; value: string }[]
              url: '' | string
              headers: { name: string; value: string }[]
              timeoutS: number
              signIn: 'none' | 'oauth'
              enabled: boolean
              about: {
                name: string
                version: string
                instructions: string
                protocol: string
                hasResources: boolean
                hasPrompts: boolean
                leftOut: { name: string; reason: string }[]
              } | null
              checkedAt: string | null
              problem: string | null
              createdBy: string
              createdAt: string
              tools: { enabled: number; quarantined: number }
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/workspaces/{workspaceId}/mcp-servers/{serverId}/tools': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { workspaceId: string; serverId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                serverId: string
                name: string
                toolName: string
                state: 'enabled' | 'quarantined' | 'gone'
                risk: 'read' | 'write' | 'spend' | 'dangerous'
                definition: {
                  name: string
                  title?: string
                  description: string
                  inputSchema: Record<string, unknown>
                  outputSchema?: Record<string, unknown>
                  annotations?: {
                    readOnlyHint?: boolean
                    destructiveHint?: boolean
                    idempotentHint?: boolean
                    openWorldHint?: boolean
                  }
                }
                hash: string
                before: {
                  name: string
                  title?: string
                  description: string
                  inputSchema: Record<string, unknown>
                  outputSchema?: Record<string, unknown>
                  annotations?: {
                    readOnlyHint?: boolean
                    destructiveHint?: boolean
                    idempotentHint?: boolean
                    openWorldHint?: boolean
                  }
                } | null
                patch: string | null
                enabledBy: string | null
                enabledAt: string | null
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/mcp-servers/{serverId}/tools/review': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; serverId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            tools: { toolId: string; hash: string; enabled: boolean; risk?: 'read' | 'write' | 'spend' | 'dangerous' }[]
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                serverId: string
                name: string
                toolName: string
                state: 'enabled' | 'quarantined' | 'gone'
                risk: 'read' | 'write' | 'spend' | 'dangerous'
                definition: {
                  name: string
                  title?: string
                  description: string
                  inputSchema: Record<string, unknown>
                  outputSchema?: Record<string, unknown>
                  annotations?: {
                    readOnlyHint?: boolean
                    destructiveHint?: boolean
                    idempotentHint?: boolean
                    openWorldHint?: boolean
                  }
                }
                hash: string
                before: {
                  name: string
                  title?: string
                  description: string
                  inputSchema: Record<string, unknown>
                  outputSchema?: Record<string, unknown>
                  annotations?: {
                    readOnlyHint?: boolean
                    destructiveHint?: boolean
                    idempotentHint?: boolean
                    openWorldHint?: boolean
                  }
                } | null
                patch: string | null
                enabledBy: string | null
                enabledAt: string | null
              }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/memory/entries': {
    get: {
      parameters: {
        query?: {
          cursor?: string
          limit?: number
          agentId?: string | 'all-agents'
          kind?: 'note' | 'message' | 'answer' | 'file'
          pinned?: boolean
          forgotten?: boolean
        }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                agentId: string | null
                isPrivate: boolean
                kind: 'note' | 'message' | 'answer' | 'file'
                origin: 'person' | 'agent' | 'conversation'
                text: string
                pinned: boolean
                savedBy: string
                source: {
                  threadId: string | null
                  threadTitle: string | null
                  messageId: string | null
                  runId: string | null
                  filePath: string | null
                  memoryIds: string[]
                }
                createdAt: string
                updatedAt: string
                lastUsedAt: string | null
                forgottenAt: string | null
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: { 'application/json': { text: string; agentId?: string | null; pinned?: boolean; filePath?: string } }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              agentId: string | null
              isPrivate: boolean
              kind: 'note' | 'message' | 'answer' | 'file'
              origin: 'person' | 'agent' | 'conversation'
              text: string
              pinned: boolean
              savedBy: string
              source: {
                threadId: string | null
                threadTitle: string | null
                messageId: string | null
                runId: string | null
                filePath: string | null
                memoryIds: string[]
              }
              createdAt: string
              updatedAt: string
              lastUsedAt: string | null
              forgottenAt: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/memory/export': {
    get: {
      parameters: {
        query?: { cursor?: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              exportedAt: string
              settings: {
                rememberConversations: boolean
                retentionDays: number | null
                embedder: { kind: 'lexical' } | { kind: 'provider'; providerId: string; model: string }
                dimension: number
                pending: number
                isChanging: boolean
                problem: string | null
                entries: number
              }
              items: {
                id: string
                agentId: string | null
                isPrivate: boolean
                kind: 'note' | 'message' | 'answer' | 'file'
                origin: 'person' | 'agent' | 'conversation'
                text: string
                pinned: boolean
                savedBy: string
                source: {
                  threadId: string | null
                  threadTitle: string | null
                  messageId: string | null
                  runId: string | null
                  filePath: string | null
                  memoryIds: string[]
                }
                createdAt: string
                updatedAt: string
                lastUsedAt: string | null
                forgottenAt: string | null
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/memory/entries/{memoryId}': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; memoryId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              agentId: string | null
              isPrivate: boolean
              kind: 'note' | 'message' | 'answer' | 'file'
              origin: 'person' | 'agent' | 'conversation'
              text: string
              pinned: boolean
              savedBy: string
              source: {
                threadId: string | null
                threadTitle: string | null
                messageId: string | null
                runId: string | null
                filePath: string | null
                memoryIds: string[]
              }
              createdAt: string
              updatedAt: string
              lastUsedAt: string | null
              forgottenAt: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete: {
      parameters: {
        query?: { erase?: boolean }
        path: { workspaceId: string; memoryId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { id: string; erased: boolean } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch: {
      parameters: {
        query?: never
        path: { workspaceId: string; memoryId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: { content: { 'application/json': { text?: string; pinned?: boolean; agentId?: string | null } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              agentId: string | null
              isPrivate: boolean
              kind: 'note' | 'message' | 'answer' | 'file'
              origin: 'person' | 'agent' | 'conversation'
              text: string
              pinned: boolean
              savedBy: string
              source: {
                threadId: string | null
                threadTitle: string | null
                messageId: string | null
                runId: string | null
                filePath: string | null
                memoryIds: string[]
              }
              createdAt: string
              updatedAt: string
              lastUsedAt: string | null
              forgottenAt: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/workspaces/{workspaceId}/memory/settings': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              rememberConversations: boolean
              retentionDays: number | null
              embedder: { kind: 'lexical' } | { kind: 'provider'; providerId: string; model: string }
              dimension: number
              pending: number
              isChanging: boolean
              problem: string | null
              entries: number
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch: {
      parameters: { query?: never; path: { workspaceId: string }; header?: { 'If-Match'?: string }; cookie?: never }
      requestBody?: {
        content: {
          'application/json': {
            rememberConversations?: boolean
            retentionDays?: number | null
            embedder?: { kind: 'lexical' } | { kind: 'provider'; providerId: string; model: string }
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              rememberConversations: boolean
              retentionDays: number | null
              embedder: { kind: 'lexical' } | { kind: 'provider'; providerId: string; model: string }
              dimension: number
              pending: number
              isChanging: boolean
              problem: string | null
              entries: number
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/workspaces/{workspaceId}/runs/{runId}/memories': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; runId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                memory: {
                  id: string
                  agentId: string | null
                  isPrivate: boolean
                  kind: 'note' | 'message' | 'answer' | 'file'
                  origin: 'person' | 'agent' | 'conversation'
                  text: string
                  pinned: boolean
                  savedBy: string
                  source: {
                    threadId: string | null
                    threadTitle: string | null
                    messageId: string | null
                    runId: string | null
                    filePath: string | null
                    memoryIds: string[]
                  }
                  createdAt: string
                  updatedAt: string
                  lastUsedAt: string | null
                  forgottenAt: string | null
                }
                similarity: number | null
              }[]
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/memory/entries/{memoryId}/restore': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; memoryId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              agentId: string | null
              isPrivate: boolean
              kind: 'note' | 'message' | 'answer' | 'file'
              origin: 'person' | 'agent' | 'conversation'
              text: string
              pinned: boolean
              savedBy: string
              source: {
                threadId: string | null
                threadTitle: string | null
                messageId: string | null
                runId: string | null
                filePath: string | null
                memoryIds: string[]
              }
              createdAt: string
              updatedAt: string
              lastUsedAt: string | null
              forgottenAt: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/search/memory': {
    get: {
      parameters: {
        query: { q: string; agentId?: string; limit?: number }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                memory: {
                  id: string
                  agentId: string | null
                  isPrivate: boolean
                  kind: 'note' | 'message' | 'answer' | 'file'
                  origin: 'person' | 'agent' | 'conversation'
                  text: string
                  pinned: boolean
                  savedBy: string
                  source: {
                    threadId: string | null
                    threadTitle: string | null
                    messageId: string | null
                    runId: string | null
                    filePath: string | null
                    memoryIds: string[]
                  }
                  createdAt: string
                  updatedAt: string
                  lastUsedAt: string | null
                  forgottenAt: string | null
                }
                similarity: number | null
              }[]
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/mcp-servers/{serverId}/sign-in': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; serverId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: { content: { 'application/json': { clientId?: string; clientSecret?: string; scopes?: string[] } } }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              authorizationUrl: string
              tokenUrl: string
              revocationUrl: string
              clientId: string
              clientAuth: 'none' | 'basic' | 'post'
              scopes: string[]
              hosts: string[]
              hasClientSecret: boolean
              mcpServerId: string | null
              redirectUri: string
              createdBy: string
              createdAt: string
              updatedAt: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/secrets': {
    get: {
      parameters: {
        query?: { agentId?: string; cursor?: string; limit?: number }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                agentId: string | null
                name: string
                description: string
                hosts: string[]
                tools: string[]
                version: number
                enteredAt: string
                enteredBy: string
                lastUsedAt: string | null
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            agentId?: string | null
            name: string
            value: string
            description?: string
            hosts?: string[]
            tools?: string[]
          }
        }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              agentId: string | null
              name: string
              description: string
              hosts: string[]
              tools: string[]
              version: number
              enteredAt: string
              enteredBy: string
              lastUsedAt: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/secrets/{secretId}': {
    get?: never
    put?: never
    post?: never
    delete: {
      parameters: { query?: never; path: { workspaceId: string; secretId: string }; header?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { id: string; name: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch: {
      parameters: { query?: never; path: { workspaceId: string; secretId: string }; header?: never; cookie?: never }
      requestBody?: {
        content: { 'application/json': { value?: string; description?: string; hosts?: string[]; tools?: string[] } }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              agentId: string | null
              name: string
              description: string
              hosts: string[]
              tools: string[]
              version: number
              enteredAt: string
              enteredBy: string
              lastUsedAt: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/workspaces/{workspaceId}/agents/{agentId}/sandboxes': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { workspaceId: string; agentId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                threadId: string | null
                state: 'running' | 'stopped'
                startedAt: string | null
                stoppedAt: string | null
                image: string | null
                runtime: string | null
                limits: { memoryMb: number; cpus: number; pids: number } | null
                threadTitle: string | null
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/sandbox/setup': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              status: 'none' | 'waiting' | 'building' | 'ready' | 'failed'
              command: string
              log: string
              error: string | null
              usesEarlier: boolean
              sizeBytes: number | null
              startedAt: string | null
              finishedAt: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              status: 'none' | 'waiting' | 'building' | 'ready' | 'failed'
              command: string
              log: string
              error: string | null
              usesEarlier: boolean
              sizeBytes: number | null
              startedAt: string | null
              finishedAt: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/sandbox/reset': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: { content: { 'application/json': { threadId?: string; home?: boolean } } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { agentId: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/sandbox/restart': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: { content: { 'application/json': { threadId?: string } } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { agentId: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/sandbox/activity': {
    get: {
      parameters: {
        query?: { threadId?: string }
        path: { workspaceId: string; agentId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              activity: {
                atMs: number
                memoryBytes: number
                cpuMs: number
                pids: number
                processes: { pid: number; cpuPercent: number; memoryBytes: number; seconds: number; command: string }[]
                workspaceDisk: { usedBytes: number; quotaBytes: number } | null
                homeDisk: { usedBytes: number; quotaBytes: number } | null
              } | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/overview': {
    get: {
      parameters: {
        query?: { timeZone?: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              live: {
                runId: string
                threadId: string
                threadTitle: string
                agentId: string
                status: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'waiting'
                error: {
                  code: string
                  message: string
                  budget?: {
                    level: 'tenant' | 'workspace' | 'agent'
                    period: 'run' | 'day' | 'month'
                    unit: 'money' | 'tokens'
                    limit: number
                  }
                } | null
                mine: boolean
                since: string
                beat: {
                  at: string
                  place: {
                    kind: 'model' | 'tool' | 'container'
                    name: string
                    step: number
                    since: string
                    signAt: string
                  }
                } | null
              }[]
              liveCount: number
              waiting: {
                runId: string
                threadId: string
                threadTitle: string
                agentId: string
                status: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'waiting'
                error: {
                  code: string
                  message: string
                  budget?: {
                    level: 'tenant' | 'workspace' | 'agent'
                    period: 'run' | 'day' | 'month'
                    unit: 'money' | 'tokens'
                    limit: number
                  }
                } | null
                mine: boolean
                since: string
                beat: {
                  at: string
                  place: {
                    kind: 'model' | 'tool' | 'container'
                    name: string
                    step: number
                    since: string
                    signAt: string
                  }
                } | null
              }[]
              waitingCount: number
              failed: {
                runId: string
                threadId: string
                threadTitle: string
                agentId: string
                status: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'waiting'
                error: {
                  code: string
                  message: string
                  budget?: {
                    level: 'tenant' | 'workspace' | 'agent'
                    period: 'run' | 'day' | 'month'
                    unit: 'money' | 'tokens'
                    limit: number
                  }
                } | null
                mine: boolean
                since: string
                beat: {
                  at: string
                  place: {
                    kind: 'model' | 'tool' | 'container'
                    name: string
                    step: number
                    since: string
                    signAt: string
                  }
                } | null
              }[]
              failedCount: number
              today: { costMicros: number; unpriced: number; calls: number; inputTokens: number; outputTokens: number }
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agent-images': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { base64: string } } }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: { 'application/json': { imageId: string; mediaType: string } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/try': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: {
        content: {
          'application/json': {
            threadId?: string
            name?: string
            color?: 'slate' | 'red' | 'orange' | 'amber' | 'green' | 'teal' | 'blue' | 'indigo' | 'violet' | 'pink'
            avatar?: ({ kind: 'emoji'; emoji: string } | { kind: 'image'; imageId: string }) | null
            persona?: string
            rules?: string
            notes?: string
            models?: {
              providerId: string | 'demo'
              model: string
              temperature?: number
              maxOutputTokens?: number
              reasoningEffort?: 'none' | 'low' | 'medium' | 'high'
              sees?: boolean
              contextTokens?: number
            }[]
            tools?: string[]
          }
        }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: { 'application/json': { threadId: string; versionId: string } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/archive': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Agent } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/versions/{number}/diff': {
    get: {
      parameters: {
        query?: { against?: number }
        path: { workspaceId: string; agentId: string; number: number }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              number: number
              against: number
              changes: {
                setting: 'name' | 'color' | 'avatar' | 'persona' | 'rules' | 'notes' | 'models' | 'tools' | 'sandbox'
                before: unknown
                after: unknown
                patch: string | null
              }[]
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/duplicate': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: { content: { 'application/json': { name?: string } } }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              color: 'slate' | 'red' | 'orange' | 'amber' | 'green' | 'teal' | 'blue' | 'indigo' | 'violet' | 'pink'
              avatar: ({ kind: 'emoji'; emoji: string } | { kind: 'image'; imageId: string }) | null
              persona: string
              rules: string
              notes: string
              models: {
                providerId: string | 'demo'
                model: string
                temperature?: number
                maxOutputTokens?: number
                reasoningEffort?: 'none' | 'low' | 'medium' | 'high'
                sees?: boolean
                contextTokens?: number
              }[]
              tools: string[]
              sandbox: {
                mode: 'always' | 'off'
                scope: 'agent' | 'thread'
                image: string
                setupCommand: string
                memoryMb: number
                cpus: number
                pids: number
                diskMb: number
                network: 'none' | 'list' | 'open'
                networkHosts: string[]
                modelTokens: number
                workspaceAccess: 'rw' | 'ro' | 'none'
                readOnlyRoot: boolean
                idleSeconds: number
                runtime: string
              }
              version: number
              pausedAt: string | null
              archivedAt: string | null
              createdAt: string
              updatedAt: string
              modelsLeftOut: string[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/versions/{number}': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string; number: number }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              agentId: string
              number: number
              origin: 'created' | 'edited' | 'restored' | 'duplicated' | 'draft'
              originNumber: number | null
              changed: ('name' | 'color' | 'avatar' | 'persona' | 'rules' | 'notes' | 'models' | 'tools' | 'sandbox')[]
              savedAt: string
              savedBy: { id: string; name: string; kind: string }
              settings: {
                name: string
                color: 'slate' | 'red' | 'orange' | 'amber' | 'green' | 'teal' | 'blue' | 'indigo' | 'violet' | 'pink'
                avatar: ({ kind: 'emoji'; emoji: string } | { kind: 'image'; imageId: string }) | null
                persona: string
                rules: string
                notes: string
                models: {
                  providerId: string | 'demo'
                  model: string
                  temperature?: number
                  maxOutputTokens?: number
                  reasoningEffort?: 'none' | 'low' | 'medium' | 'high'
                  sees?: boolean
                  contextTokens?: number
                }[]
                tools: string[]
                sandbox: {
                  mode: 'always' | 'off'
                  scope: 'agent' | 'thread'
                  image: string
                  setupCommand: string
                  memoryMb: number
                  cpus: number
                  pids: number
                  diskMb: number
                  network: 'none' | 'list' | 'open'
                  networkHosts: string[]
                  modelTokens: number
                  workspaceAccess: 'rw' | 'ro' | 'none'
                  readOnlyRoot: boolean
                  idleSeconds: number
                  runtime: string
                }
              }
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agent-states': {
    get: {
      parameters: {
        query: { agentIds: string[] }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              states: { agentId: string; state: 'working' | 'waiting' | 'idle' | 'paused' | 'failed' | 'archived' }[]
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/belongings': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { threads: number; messages: number; runs: number; keys: number } }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/versions': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { workspaceId: string; agentId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                agentId: string
                number: number
                origin: 'created' | 'edited' | 'restored' | 'duplicated' | 'draft'
                originNumber: number | null
                changed: (
                  | 'name'
                  | 'color'
                  | 'avatar'
                  | 'persona'
                  | 'rules'
                  | 'notes'
                  | 'models'
                  | 'tools'
                  | 'sandbox'
                )[]
                savedAt: string
                savedBy: { id: string; name: string; kind: string }
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/pause': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Agent } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/versions/{number}/restore': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string; number: number }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              color: 'slate' | 'red' | 'orange' | 'amber' | 'green' | 'teal' | 'blue' | 'indigo' | 'violet' | 'pink'
              avatar: ({ kind: 'emoji'; emoji: string } | { kind: 'image'; imageId: string }) | null
              persona: string
              rules: string
              notes: string
              models: {
                providerId: string | 'demo'
                model: string
                temperature?: number
                maxOutputTokens?: number
                reasoningEffort?: 'none' | 'low' | 'medium' | 'high'
                sees?: boolean
                contextTokens?: number
              }[]
              tools: string[]
              sandbox: {
                mode: 'always' | 'off'
                scope: 'agent' | 'thread'
                image: string
                setupCommand: string
                memoryMb: number
                cpus: number
                pids: number
                diskMb: number
                network: 'none' | 'list' | 'open'
                networkHosts: string[]
                modelTokens: number
                workspaceAccess: 'rw' | 'ro' | 'none'
                readOnlyRoot: boolean
                idleSeconds: number
                runtime: string
              }
              version: number
              pausedAt: string | null
              archivedAt: string | null
              createdAt: string
              updatedAt: string
              modelsLeftOut: string[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/resume': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Agent } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agents/{agentId}/unarchive': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; agentId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Agent } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/providers': {
    get: {
      parameters: {
        query?: { agentId?: string; cursor?: string; limit?: number }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { items: Provider[]; nextCursor: string | null } }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            kind: 'openai' | 'anthropic' | 'google' | 'openai_compatible'
            name: string
            baseUrl?: string | null
            apiKey?: string | null
            agentId?: string | null
            saveAnyway?: boolean
          }
        }
      }
      responses: {
        201: { headers: Record<string, unknown>; content: { 'application/json': Provider } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/providers/{providerId}': {
    get?: never
    put?: never
    post?: never
    delete: {
      parameters: { query?: never; path: { workspaceId: string; providerId: string }; header?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { id: string; name: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch: {
      parameters: { query?: never; path: { workspaceId: string; providerId: string }; header?: never; cookie?: never }
      requestBody?: {
        content: {
          'application/json': { name?: string; baseUrl?: string | null; apiKey?: string; saveAnyway?: boolean }
        }
      }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Provider } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/workspaces/{workspaceId}/providers/{providerId}/models': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; providerId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              models: { id: string; name: string; sees: boolean | null; contextTokens: number | null }[]
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/runs/{runId}/tool-results': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; runId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { results: { toolCallId: string; text: string }[] } } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Run } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/runs/{runId}/cancel': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; runId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Run } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/runs/{runId}/continue': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; runId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Run } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/runs/{runId}': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; runId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Run } }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/runs/{runId}/trace': {
    get: {
      parameters: {
        query?: { search?: string }
        path: { workspaceId: string; runId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              runId: string
              threadId: string
              threadTitle: string
              agentId: string
              agentName: string
              message: { id: string; authorName: string; text: string }
              status: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'waiting'
              attempt: number
              error: {
                code: string
                message: string
                budget?: {
                  level: 'tenant' | 'workspace' | 'agent'
                  period: 'run' | 'day' | 'month'
                  unit: 'money' | 'tokens'
                  limit: number
                }
              } | null
              agentVersion: { id: string; number: number | null } | null
              queuedAt: string
              startedAt: string | null
              finishedAt: string | null
              forkedFrom: { runId: string; steps: number } | null
              steps: {
                index: number
                kind: 'answer' | 'summary'
                attempt: number
                provider: string
                model: string
                startedAt: string
                firstTokenAt: string | null
                finishedAt: string
                finishReason: string
                usage: {
                  inputTokens: number
                  cachedInputTokens: number
                  outputTokens: number
                  reasoningTokens: number
                  costMicros: number | null
                } | null
                summary: string
                toolCalls: {
                  id: string
                  name: string
                  summary: string
                  status: 'pending' | 'started' | 'succeeded' | 'failed' | 'refused' | 'cancelled' | 'unknown'
                  startedAt: string | null
                  finishedAt: string | null
                  decision: {
                    effect: 'auto' | 'ask' | 'deny'
                    by: {
                      level: 'platform' | 'tenant' | 'workspace' | 'agent'
                      rule: {
                        tools: string
                        effect: 'auto' | 'ask' | 'deny'
                        when?: { command: string } | { host: string; method?: string }
                      }
                    }[]
                    answer?: 'approved' | 'approved_for_run' | 'refused' | 'expired' | 'other_arguments'
                    reason?: string
                  } | null
                  approval: {
                    status: 'waiting' | 'approved' | 'refused' | 'expired'
                    scope: ('once' | 'run' | 'always') | null
                    asks: {
                      level: 'platform' | 'tenant' | 'workspace' | 'agent'
                      rule: {
                        tools: string
                        effect: 'auto' | 'ask' | 'deny'
                        when?: { command: string } | { host: string; method?: string }
                      }
                    }[]
                    reason: string
                    answeredByName: string | null
                    askedAt: string
                    answeredAt: string | null
                  } | null
                  matches: boolean
                }[]
                matches: boolean
              }[]
              failures: {
                step: number
                attempt: number
                provider: string
                model: string
                kind: string
                message: string
                delayMs: number
                startedAt: string
                failedAt: string
              }[]
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/runs/{runId}/trace/steps/{step}': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; runId: string; step: number }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              index: number
              parts: (
                | { type: 'text'; text: string }
                | { type: 'reasoning'; text: string; providerMetadata?: unknown }
                | { type: 'tool-call'; toolCallId: string; providerMetadata?: unknown }
              )[]
              toolCalls: {
                id: string
                name: string
                args: unknown
                result: {
                  text: string
                  view:
                    | {
                        kind: 'shell'
                        exitCode: number | null
                        outcome: string
                        durationMs: number
                        fullOutputPath?: string
                        changedFiles?: { path: string; size: number }[]
                      }
                    | { kind: 'diff'; path: string; patch: string; added: number; removed: number }
                    | { kind: 'file'; path: string; size: number }
                    | { kind: 'text' }
                    | { kind: 'tools'; names: string[] }
                    | { kind: 'agent'; agentId: string; threadId: string; runId: string }
                } | null
              }[]
              prompt: {
                system: string
                tools: { name: string }[]
                messages: { role: string; content: unknown }[]
                parameters: Record<string, unknown>
                hash: string
                verified: boolean
              } | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/runs/{runId}/trace/export': {
    get: {
      parameters: {
        query?: { format?: 'json' | 'otlp' }
        path: { workspaceId: string; runId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Record<string, unknown> } }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/runs/{runId}/fork': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; runId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            step: number
            text?: string
            persona?: string
            rules?: string
            notes?: string
            models?: {
              providerId: string | 'demo'
              model: string
              temperature?: number
              maxOutputTokens?: number
              reasoningEffort?: 'none' | 'low' | 'medium' | 'high'
              sees?: boolean
              contextTokens?: number
            }[]
            tools?: string[]
          }
        }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: { 'application/json': { threadId: string; runId: string; private: boolean } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/why': {
    get: {
      parameters: {
        query?: { toolCallId?: string; path?: string; runId?: string; step?: number }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              runId: string
              threadId: string
              step: number
              toolCallId: string | null
              chain: (
                | { kind: 'message'; messageId: string; authorName: string; text: string; at: string }
                | { kind: 'earlier'; runId: string; text: string; at: string }
                | { kind: 'step'; step: number; text: string; at: string }
                | {
                    kind: 'call'
                    step: number
                    toolCallId: string
                    name: string
                    summary: string
                    status: 'pending' | 'started' | 'succeeded' | 'failed' | 'refused' | 'cancelled' | 'unknown'
                    at: string
                    shared: string[]
                  }
              )[]
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/threads/{threadId}/transcript': {
    get: {
      parameters: {
        query?: { at?: string; before?: string; limit?: number }
        path: { workspaceId: string; threadId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Transcript } }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/threads/{threadId}/turns': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { workspaceId: string; threadId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { items: Turn[]; nextCursor: string | null } }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/threads/{threadId}/messages': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; threadId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            text: string
            messageId?: string
            runId?: string
            afterRunId?: string
            insteadOfId?: string
            steer?: boolean
            attachments?: string[]
          }
        }
      }
      responses: {
        201: { headers: Record<string, unknown>; content: { 'application/json': { message: Message; run: Run } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/messages/{messageId}': {
    get?: never
    put?: never
    post?: never
    delete: {
      parameters: { query?: never; path: { workspaceId: string; messageId: string }; header?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { parentRunId: string | null } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch: {
      parameters: { query?: never; path: { workspaceId: string; messageId: string }; header?: never; cookie?: never }
      requestBody: { content: { 'application/json': { text: string } } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Message } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/workspaces/{workspaceId}/messages/{messageId}/steer': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; messageId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Run } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/runs/{runId}/retry': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; runId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: { content: { 'application/json': { newRunId?: string } } }
      responses: {
        201: { headers: Record<string, unknown>; content: { 'application/json': Run } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/installations/{installationId}/agents': {
    get?: never
    put: {
      parameters: {
        query?: never
        path: { workspaceId: string; installationId: string }
        header?: never
        cookie?: never
      }
      requestBody: { content: { 'application/json': { agentIds: string[] } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              packageId: string
              name: string
              title: string
              publisherName: string
              version: string
              address: string
              permissions: {
                tools: string[]
                hosts: string[]
                secrets: { name: string; description: string; hosts: string[]; tools: string[] }[]
                risks: ('read' | 'write' | 'spend' | 'dangerous')[]
              }
              contents: {
                skills: string[]
                agents: {
                  key: string
                  name: string
                  color: 'slate' | 'red' | 'orange' | 'amber' | 'green' | 'teal' | 'blue' | 'indigo' | 'violet' | 'pink'
                  persona: string
                  rules: string
                  notes: string
                  tools: string[]
                  policy: {
                    tools: string
                    effect: 'auto' | 'ask' | 'deny'
                    when?: { command: string } | { host: string; method?: string }
                  }[]
                }[]
                httpTools?: {
                  name: string
                  description: string
                  collection: string
                  request: {
                    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                    url: string
                    query: { name: string; value: string }[]
                    headers: { name: string; value: string }[]
                    body: string
                  }
                  parameters: {
                    name: string
                    description: string
                    required: boolean
                    schema: Record<string, unknown>
                  }[]
                  auth:
                    | { kind: 'none' }
                    | { kind: 'bearer'; secret: string }
                    | { kind: 'header'; secret: string; name: string }
                    | { kind: 'query'; secret: string; name: string }
                    | { kind: 'basic'; secret: string; user: string }
                    | { kind: 'oauth'; service: string }
                  risk?: 'read' | 'write' | 'spend' | 'dangerous'
                  timeoutS: number
                }[]
                mcpServers?: {
                  name: string
                  transport: 'stdio' | 'http' | 'sse'
                  command: string
                  args: string[]
                  env: { name: string; value: string }[]
                  url: '' | string
                  headers: { name: string; value: string }[]
                  timeoutS: number
                }[]
                firstTask: { agent: string; text: string } | null
                platformTools: string[]
              }
              settings: Record<string, string>
              agentIds: string[]
              crewIds: string[]
              installedByName: string
              createdAt: string
              updatedAt: string
              update: { version: string; changes: string; added: string[]; removed: string[] } | null
              yankReason: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/packages/{packageId}/curated': {
    get?: never
    put: {
      parameters: { query?: never; path: { tenantId: string; packageId: string }; header?: never; cookie?: never }
      requestBody: { content: { 'application/json': { curated: boolean } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              title: string
              description: string
              categories: string[]
              publisher: { name: string; firstParty: boolean; own: boolean; fingerprint: string }
              version: string | null
              listed: boolean
              curated: boolean
              installs: number
              updatedAt: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/packages/{packageId}': {
    get: {
      parameters: {
        query?: { version?: string }
        path: { workspaceId: string; packageId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              title: string
              description: string
              categories: string[]
              publisher: { name: string; firstParty: boolean; own: boolean; fingerprint: string }
              version: string | null
              listed: boolean
              curated: boolean
              installs: number
              updatedAt: string
              versions: {
                id: string
                version: string
                listing: 'private' | 'submitted' | 'approved' | 'rejected'
                changes: string
                publishedByName: string
                createdAt: string
                yankedAt: string | null
                yankReason: string
                reviewedByName: string | null
                reviewedAt: string | null
                reviewReason: string
              }[]
              shown: {
                id: string
                version: string
                listing: 'private' | 'submitted' | 'approved' | 'rejected'
                changes: string
                publishedByName: string
                createdAt: string
                yankedAt: string | null
                yankReason: string
                reviewedByName: string | null
                reviewedAt: string | null
                reviewReason: string
                manifest: {
                  format: 1
                  name: string
                  version: string
                  license: string
                  title: string
                  description: string
                  categories: (
                    | 'research'
                    | 'development'
                    | 'data'
                    | 'documents'
                    | 'communication'
                    | 'productivity'
                    | 'crews'
                    | 'other'
                  )[]
                  permissions: {
                    tools: string[]
                    hosts: string[]
                    secrets: { name: string; description: string; hosts: string[]; tools: string[] }[]
                    risks: ('read' | 'write' | 'spend' | 'dangerous')[]
                  }
                  contents: {
                    skills: string[]
                    agents: {
                      key: string
                      name: string
                      color:
                        | 'slate'
                        | 'red'
                        | 'orange'
                        | 'amber'
                        | 'green'
                        | 'teal'
                        | 'blue'
                        | 'indigo'
                        | 'violet'
                        | 'pink'
                      persona: string
                      rules: string
                      notes: string
                      tools: string[]
                      policy: {
                        tools: string
                        effect: 'auto' | 'ask' | 'deny'
                        when?: { command: string } | { host: string; method?: string }
                      }[]
                    }[]
                    httpTools?: {
                      name: string
                      description: string
                      collection: string
                      request: {
                        method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                        url: string
                        query: { name: string; value: string }[]
                        headers: { name: string; value: string }[]
                        body: string
                      }
                      parameters: {
                        name: string
                        description: string
                        required: boolean
                        schema: Record<string, unknown>
                      }[]
                      auth:
                        | { kind: 'none' }
                        | { kind: 'bearer'; secret: string }
                        | { kind: 'header'; secret: string; name: string }
                        | { kind: 'query'; secret: string; name: string }
                        | { kind: 'basic'; secret: string; user: string }
                        | { kind: 'oauth'; service: string }
                      risk?: 'read' | 'write' | 'spend' | 'dangerous'
                      timeoutS: number
                    }[]
                    mcpServers?: {
                      name: string
                      transport: 'stdio' | 'http' | 'sse'
                      command: string
                      args: string[]
                      env: { name: string; value: string }[]
                      url: '' | string
                      headers: { name: string; value: string }[]
                      timeoutS: number
                    }[]
                    firstTask: { agent: string; text: string } | null
                    platformTools: string[]
                  }
                  settings?: {
                    name: string
                    title: string
                    description: string
                    kind: 'line' | 'text' | 'host' | 'choice'
                    options: string[]
                    port?: number
                    required: boolean
                    initial: string
                  }[]
                }
                files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
                address: string
                signature: string
                report: {
                  verdict: 'pass' | 'review' | 'block'
                  findings: {
                    path: string
                    line: number
                    severity: 'low' | 'medium' | 'high' | 'critical'
                    category:
                      | 'override'
                      | 'hidden_text'
                      | 'pipe_to_shell'
                      | 'credentials'
                      | 'exfiltration'
                      | 'undeclared_host'
                      | 'obfuscation'
                      | 'dangerous_call'
                      | 'secret'
                      | 'archive'
                      | 'bomb'
                    reason:
                      | 'override.instructions'
                      | 'override.secrecy'
                      | 'override.impersonation'
                      | 'override.unrestricted'
                      | 'override.promptLeak'
                      | 'override.authority'
                      | 'override.safety'
                      | 'override.memory'
                      | 'override.noConfirmation'
                      | 'hidden.zeroWidth'
                      | 'hidden.bidi'
                      | 'hidden.tags'
                      | 'hidden.homoglyph'
                      | 'hidden.comment'
                      | 'hidden.style'
                      | 'hidden.encoded'
                      | 'pipe.downloadRun'
                      | 'pipe.knownInstaller'
                      | 'pipe.foreignPackage'
                      | 'pipe.asksPerson'
                      | 'credentials.file'
                      | 'credentials.environment'
                      | 'credentials.metadata'
                      | 'credentials.otherAgent'
                      | 'credentials.harvest'
                      | 'exfiltration.combined'
                      | 'exfiltration.dropHost'
                      | 'exfiltration.dns'
                      | 'exfiltration.upload'
                      | 'exfiltration.instructed'
                      | 'exfiltration.surveillance'
                      | 'hosts.undeclared'
                      | 'hosts.unusual'
                      | 'hosts.contacted'
                      | 'obfuscation.decodedRun'
                      | 'obfuscation.packed'
                      | 'obfuscation.indirect'
                      | 'obfuscation.program'
                      | 'dangerous.evaluates'
                      | 'dangerous.shell'
                      | 'dangerous.deletes'
                      | 'dangerous.reverseShell'
                      | 'dangerous.persistence'
                      | 'dangerous.system'
                      | 'dangerous.unpickles'
                      | 'dangerous.mining'
                      | 'dangerous.weakens'
                      | 'secret.key'
                      | 'secret.privateKey'
                      | 'secret.password'
                      | 'archive.escapes'
                      | 'archive.link'
                      | 'archive.duplicate'
                      | 'archive.unreadable'
                      | 'bomb.ratio'
                      | 'bomb.nested'
                      | 'bomb.tooLarge'
                      | 'bomb.tooMany'
                    excerpt: string
                  }[]
                  omitted: number
                }
                readme: string
              } | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/package-reviews/{versionId}': {
    get: {
      parameters: {
        query?: never
        path: { tenantId: string; versionId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              package: {
                id: string
                name: string
                title: string
                description: string
                categories: string[]
                publisher: { name: string; firstParty: boolean; own: boolean; fingerprint: string }
                version: string | null
                listed: boolean
                curated: boolean
                installs: number
                updatedAt: string
              }
              version: {
                id: string
                version: string
                listing: 'private' | 'submitted' | 'approved' | 'rejected'
                changes: string
                publishedByName: string
                createdAt: string
                yankedAt: string | null
                yankReason: string
                reviewedByName: string | null
                reviewedAt: string | null
                reviewReason: string
                manifest: {
                  format: 1
                  name: string
                  version: string
                  license: string
                  title: string
                  description: string
                  categories: (
                    | 'research'
                    | 'development'
                    | 'data'
                    | 'documents'
                    | 'communication'
                    | 'productivity'
                    | 'crews'
                    | 'other'
                  )[]
                  permissions: {
                    tools: string[]
                    hosts: string[]
                    secrets: { name: string; description: string; hosts: string[]; tools: string[] }[]
                    risks: ('read' | 'write' | 'spend' | 'dangerous')[]
                  }
                  contents: {
                    skills: string[]
                    agents: {
                      key: string
                      name: string
                      color:
                        | 'slate'
                        | 'red'
                        | 'orange'
                        | 'amber'
                        | 'green'
                        | 'teal'
                        | 'blue'
                        | 'indigo'
                        | 'violet'
                        | 'pink'
                      persona: string
                      rules: string
                      notes: string
                      tools: string[]
                      policy: {
                        tools: string
                        effect: 'auto' | 'ask' | 'deny'
                        when?: { command: string } | { host: string; method?: string }
                      }[]
                    }[]
                    httpTools?: {
                      name: string
                      description: string
                      collection: string
                      request: {
                        method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                        url: string
                        query: { name: string; value: string }[]
                        headers: { name: string; value: string }[]
                        body: string
                      }
                      parameters: {
                        name: string
                        description: string
                        required: boolean
                        schema: Record<string, unknown>
                      }[]
                      auth:
                        | { kind: 'none' }
                        | { kind: 'bearer'; secret: string }
                        | { kind: 'header'; secret: string; name: string }
                        | { kind: 'query'; secret: string; name: string }
                        | { kind: 'basic'; secret: string; user: string }
                        | { kind: 'oauth'; service: string }
                      risk?: 'read' | 'write' | 'spend' | 'dangerous'
                      timeoutS: number
                    }[]
                    mcpServers?: {
                      name: string
                      transport: 'stdio' | 'http' | 'sse'
                      command: string
                      args: string[]
                      env: { name: string; value: string }[]
                      url: '' | string
                      headers: { name: string; value: string }[]
                      timeoutS: number
                    }[]
                    firstTask: { agent: string; text: string } | null
                    platformTools: string[]
                  }
                  settings?: {
                    name: string
                    title: string
                    description: string
                    kind: 'line' | 'text' | 'host' | 'choice'
                    options: string[]
                    port?: number
                    required: boolean
                    initial: string
                  }[]
                }
                files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
                address: string
                signature: string
                report: {
                  verdict: 'pass' | 'review' | 'block'
                  findings: {
                    path: string
                    line: number
                    severity: 'low' | 'medium' | 'high' | 'critical'
                    category:
                      | 'override'
                      | 'hidden_text'
                      | 'pipe_to_shell'
                      | 'credentials'
                      | 'exfiltration'
                      | 'undeclared_host'
                      | 'obfuscation'
                      | 'dangerous_call'
                      | 'secret'
                      | 'archive'
                      | 'bomb'
                    reason:
                      | 'override.instructions'
                      | 'override.secrecy'
                      | 'override.impersonation'
                      | 'override.unrestricted'
                      | 'override.promptLeak'
                      | 'override.authority'
                      | 'override.safety'
                      | 'override.memory'
                      | 'override.noConfirmation'
                      | 'hidden.zeroWidth'
                      | 'hidden.bidi'
                      | 'hidden.tags'
                      | 'hidden.homoglyph'
                      | 'hidden.comment'
                      | 'hidden.style'
                      | 'hidden.encoded'
                      | 'pipe.downloadRun'
                      | 'pipe.knownInstaller'
                      | 'pipe.foreignPackage'
                      | 'pipe.asksPerson'
                      | 'credentials.file'
                      | 'credentials.environment'
                      | 'credentials.metadata'
                      | 'credentials.otherAgent'
                      | 'credentials.harvest'
                      | 'exfiltration.combined'
                      | 'exfiltration.dropHost'
                      | 'exfiltration.dns'
                      | 'exfiltration.upload'
                      | 'exfiltration.instructed'
                      | 'exfiltration.surveillance'
                      | 'hosts.undeclared'
                      | 'hosts.unusual'
                      | 'hosts.contacted'
                      | 'obfuscation.decodedRun'
                      | 'obfuscation.packed'
                      | 'obfuscation.indirect'
                      | 'obfuscation.program'
                      | 'dangerous.evaluates'
                      | 'dangerous.shell'
                      | 'dangerous.deletes'
                      | 'dangerous.reverseShell'
                      | 'dangerous.persistence'
                      | 'dangerous.system'
                      | 'dangerous.unpickles'
                      | 'dangerous.mining'
                      | 'dangerous.weakens'
                      | 'secret.key'
                      | 'secret.privateKey'
                      | 'secret.password'
                      | 'archive.escapes'
                      | 'archive.link'
                      | 'archive.duplicate'
                      | 'archive.unreadable'
                      | 'bomb.ratio'
                      | 'bomb.nested'
                      | 'bomb.tooLarge'
                      | 'bomb.tooMany'
                    excerpt: string
                  }[]
                  omitted: number
                }
                readme: string
              }
              before: {
                id: string
                version: string
                listing: 'private' | 'submitted' | 'approved' | 'rejected'
                changes: string
                publishedByName: string
                createdAt: string
                yankedAt: string | null
                yankReason: string
                reviewedByName: string | null
                reviewedAt: string | null
                reviewReason: string
                manifest: {
                  format: 1
                  name: string
                  version: string
                  license: string
                  title: string
                  description: string
                  categories: (
                    | 'research'
                    | 'development'
                    | 'data'
                    | 'documents'
                    | 'communication'
                    | 'productivity'
                    | 'crews'
                    | 'other'
                  )[]
                  permissions: {
                    tools: string[]
                    hosts: string[]
                    secrets: { name: string; description: string; hosts: string[]; tools: string[] }[]
                    risks: ('read' | 'write' | 'spend' | 'dangerous')[]
                  }
                  contents: {
                    skills: string[]
                    agents: {
                      key: string
                      name: string
                      color:
                        | 'slate'
                        | 'red'
                        | 'orange'
                        | 'amber'
                        | 'green'
                        | 'teal'
                        | 'blue'
                        | 'indigo'
                        | 'violet'
                        | 'pink'
                      persona: string
                      rules: string
                      notes: string
                      tools: string[]
                      policy: {
                        tools: string
                        effect: 'auto' | 'ask' | 'deny'
                        when?: { command: string } | { host: string; method?: string }
                      }[]
                    }[]
                    httpTools?: {
                      name: string
                      description: string
                      collection: string
                      request: {
                        method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                        url: string
                        query: { name: string; value: string }[]
                        headers: { name: string; value: string }[]
                        body: string
                      }
                      parameters: {
                        name: string
                        description: string
                        required: boolean
                        schema: Record<string, unknown>
                      }[]
                      auth:
                        | { kind: 'none' }
                        | { kind: 'bearer'; secret: string }
                        | { kind: 'header'; secret: string; name: string }
                        | { kind: 'query'; secret: string; name: string }
                        | { kind: 'basic'; secret: string; user: string }
                        | { kind: 'oauth'; service: string }
                      risk?: 'read' | 'write' | 'spend' | 'dangerous'
                      timeoutS: number
                    }[]
                    mcpServers?: {
                      name: string
                      transport: 'stdio' | 'http' | 'sse'
                      command: string
                      args: string[]
                      env: { name: string; value: string }[]
                      url: '' | string
                      headers: { name: string; value: string }[]
                      timeoutS: number
                    }[]
                    firstTask: { agent: string; text: string } | null
                    platformTools: string[]
                  }
                  settings?: {
                    name: string
                    title: string
                    description: string
                    kind: 'line' | 'text' | 'host' | 'choice'
                    options: string[]
                    port?: number
                    required: boolean
                    initial: string
                  }[]
                }
                files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
                address: string
                signature: string
                report: {
                  verdict: 'pass' | 'review' | 'block'
                  findings: {
                    path: string
                    line: number
                    severity: 'low' | 'medium' | 'high' | 'critical'
                    category:
                      | 'override'
                      | 'hidden_text'
                      | 'pipe_to_shell'
                      | 'credentials'
                      | 'exfiltration'
                      | 'undeclared_host'
                      | 'obfuscation'
                      | 'dangerous_call'
                      | 'secret'
                      | 'archive'
                      | 'bomb'
                    reason:
                      | 'override.instructions'
                      | 'override.secrecy'
                      | 'override.impersonation'
                      | 'override.unrestricted'
                      | 'override.promptLeak'
                      | 'override.authority'
                      | 'override.safety'
                      | 'override.memory'
                      | 'override.noConfirmation'
                      | 'hidden.zeroWidth'
                      | 'hidden.bidi'
                      | 'hidden.tags'
                      | 'hidden.homoglyph'
                      | 'hidden.comment'
                      | 'hidden.style'
                      | 'hidden.encoded'
                      | 'pipe.downloadRun'
                      | 'pipe.knownInstaller'
                      | 'pipe.foreignPackage'
                      | 'pipe.asksPerson'
                      | 'credentials.file'
                      | 'credentials.environment'
                      | 'credentials.metadata'
                      | 'credentials.otherAgent'
                      | 'credentials.harvest'
                      | 'exfiltration.combined'
                      | 'exfiltration.dropHost'
                      | 'exfiltration.dns'
                      | 'exfiltration.upload'
                      | 'exfiltration.instructed'
                      | 'exfiltration.surveillance'
                      | 'hosts.undeclared'
                      | 'hosts.unusual'
                      | 'hosts.contacted'
                      | 'obfuscation.decodedRun'
                      | 'obfuscation.packed'
                      | 'obfuscation.indirect'
                      | 'obfuscation.program'
                      | 'dangerous.evaluates'
                      | 'dangerous.shell'
                      | 'dangerous.deletes'
                      | 'dangerous.reverseShell'
                      | 'dangerous.persistence'
                      | 'dangerous.system'
                      | 'dangerous.unpickles'
                      | 'dangerous.mining'
                      | 'dangerous.weakens'
                      | 'secret.key'
                      | 'secret.privateKey'
                      | 'secret.password'
                      | 'archive.escapes'
                      | 'archive.link'
                      | 'archive.duplicate'
                      | 'archive.unreadable'
                      | 'bomb.ratio'
                      | 'bomb.nested'
                      | 'bomb.tooLarge'
                      | 'bomb.tooMany'
                    excerpt: string
                  }[]
                  omitted: number
                }
                readme: string
              } | null
              added: string[]
              removed: string[]
              changes: { path: string; kind: 'added' | 'removed' | 'changed'; patch: string | null }[]
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { tenantId: string; versionId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { approve: boolean; reason?: string; curated?: boolean } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              title: string
              description: string
              categories: string[]
              publisher: { name: string; firstParty: boolean; own: boolean; fingerprint: string }
              version: string | null
              listed: boolean
              curated: boolean
              installs: number
              updatedAt: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/installations': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number; packageId?: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                packageId: string
                name: string
                title: string
                publisherName: string
                version: string
                address: string
                permissions: {
                  tools: string[]
                  hosts: string[]
                  secrets: { name: string; description: string; hosts: string[]; tools: string[] }[]
                  risks: ('read' | 'write' | 'spend' | 'dangerous')[]
                }
                contents: {
                  skills: string[]
                  agents: {
                    key: string
                    name: string
                    color:
                      | 'slate'
                      | 'red'
                      | 'orange'
                      | 'amber'
                      | 'green'
                      | 'teal'
                      | 'blue'
                      | 'indigo'
                      | 'violet'
                      | 'pink'
                    persona: string
                    rules: string
                    notes: string
                    tools: string[]
                    policy: {
                      tools: string
                      effect: 'auto' | 'ask' | 'deny'
                      when?: { command: string } | { host: string; method?: string }
                    }[]
                  }[]
                  httpTools?: {
                    name: string
                    description: string
                    collection: string
                    request: {
                      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                      url: string
                      query: { name: string; value: string }[]
                      headers: { name: string; value: string }[]
                      body: string
                    }
                    parameters: {
                      name: string
                      description: string
                      required: boolean
                      schema: Record<string, unknown>
                    }[]
                    auth:
                      | { kind: 'none' }
                      | { kind: 'bearer'; secret: string }
                      | { kind: 'header'; secret: string; name: string }
                      | { kind: 'query'; secret: string; name: string }
                      | { kind: 'basic'; secret: string; user: string }
                      | { kind: 'oauth'; service: string }
                    risk?: 'read' | 'write' | 'spend' | 'dangerous'
                    timeoutS: number
                  }[]
                  mcpServers?: {
                    name: string
                    transport: 'stdio' | 'http' | 'sse'
                    command: string
                    args: string[]
                    env: { name: string; value: string }[]
                    url: '' | string
                    headers: { name: string; value: string }[]
                    timeoutS: number
                  }[]
                  firstTask: { agent: string; text: string } | null
                  platformTools: string[]
                }
                settings: Record<string, string>
                agentIds: string[]
                crewIds: string[]
                installedByName: string
                createdAt: string
                updatedAt: string
                update: { version: string; changes: string; added: string[]; removed: string[] } | null
                yankReason: string | null
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            packageId: string
            version?: string
            address: string
            secrets?: { name: string; value?: string }[]
            settings?: Record<string, string>
            agentIds?: string[]
            models?: {
              providerId: string | 'demo'
              model: string
              temperature?: number
              maxOutputTokens?: number
              reasoningEffort?: 'none' | 'low' | 'medium' | 'high'
              sees?: boolean
              contextTokens?: number
            }[]
          }
        }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              packageId: string
              name: string
              title: string
              publisherName: string
              version: string
              address: string
              permissions: {
                tools: string[]
                hosts: string[]
                secrets: { name: string; description: string; hosts: string[]; tools: string[] }[]
                risks: ('read' | 'write' | 'spend' | 'dangerous')[]
              }
              contents: {
                skills: string[]
                agents: {
                  key: string
                  name: string
                  color: 'slate' | 'red' | 'orange' | 'amber' | 'green' | 'teal' | 'blue' | 'indigo' | 'violet' | 'pink'
                  persona: string
                  rules: string
                  notes: string
                  tools: string[]
                  policy: {
                    tools: string
                    effect: 'auto' | 'ask' | 'deny'
                    when?: { command: string } | { host: string; method?: string }
                  }[]
                }[]
                httpTools?: {
                  name: string
                  description: string
                  collection: string
                  request: {
                    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                    url: string
                    query: { name: string; value: string }[]
                    headers: { name: string; value: string }[]
                    body: string
                  }
                  parameters: {
                    name: string
                    description: string
                    required: boolean
                    schema: Record<string, unknown>
                  }[]
                  auth:
                    | { kind: 'none' }
                    | { kind: 'bearer'; secret: string }
                    | { kind: 'header'; secret: string; name: string }
                    | { kind: 'query'; secret: string; name: string }
                    | { kind: 'basic'; secret: string; user: string }
                    | { kind: 'oauth'; service: string }
                  risk?: 'read' | 'write' | 'spend' | 'dangerous'
                  timeoutS: number
                }[]
                mcpServers?: {
                  name: string
                  transport: 'stdio' | 'http' | 'sse'
                  command: string
                  args: string[]
                  env: { name: string; value: string }[]
                  url: '' | string
                  headers: { name: string; value: string }[]
                  timeoutS: number
                }[]
                firstTask: { agent: string; text: string } | null
                platformTools: string[]
              }
              settings: Record<string, string>
              agentIds: string[]
              crewIds: string[]
              installedByName: string
              createdAt: string
              updatedAt: string
              update: { version: string; changes: string; added: string[]; removed: string[] } | null
              yankReason: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/packages': {
    get: {
      parameters: {
        query?: {
          cursor?: string
          limit?: number
          search?: string
          category?:
            | 'research'
            | 'development'
            | 'data'
            | 'documents'
            | 'communication'
            | 'productivity'
            | 'crews'
            | 'other'
          from?: 'catalogue' | 'own'
          sort?: 'popular' | 'newest' | 'name'
        }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                name: string
                title: string
                description: string
                categories: string[]
                publisher: { name: string; firstParty: boolean; own: boolean; fingerprint: string }
                version: string | null
                listed: boolean
                curated: boolean
                installs: number
                updatedAt: string
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: {
          'application/json': {
            name: string
            version: string
            license: string
            title: string
            description: string
            categories: (
              | 'research'
              | 'development'
              | 'data'
              | 'documents'
              | 'communication'
              | 'productivity'
              | 'crews'
              | 'other'
            )[]
            readme?: string
            changes?: string
            skillIds?: string[]
            agentIds?: string[]
            httpToolIds?: string[]
            mcpServerIds?: string[]
            firstTask?: { agentId: string; text: string } | null
            hosts?: string[]
            secrets?: { name: string; description?: string; hosts?: string[]; tools?: string[] }[]
            permissions?: {
              tools?: string[]
              hosts?: string[]
              secrets?: { name: string; description?: string; hosts?: string[]; tools?: string[] }[]
              risks?: ('read' | 'write' | 'spend' | 'dangerous')[]
            }
            listing?: 'private' | 'submitted'
          }
        }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              package: {
                id: string
                name: string
                title: string
                description: string
                categories: string[]
                publisher: { name: string; firstParty: boolean; own: boolean; fingerprint: string }
                version: string | null
                listed: boolean
                curated: boolean
                installs: number
                updatedAt: string
                versions: {
                  id: string
                  version: string
                  listing: 'private' | 'submitted' | 'approved' | 'rejected'
                  changes: string
                  publishedByName: string
                  createdAt: string
                  yankedAt: string | null
                  yankReason: string
                  reviewedByName: string | null
                  reviewedAt: string | null
                  reviewReason: string
                }[]
                shown: {
                  id: string
                  version: string
                  listing: 'private' | 'submitted' | 'approved' | 'rejected'
                  changes: string
                  publishedByName: string
                  createdAt: string
                  yankedAt: string | null
                  yankReason: string
                  reviewedByName: string | null
                  reviewedAt: string | null
                  reviewReason: string
                  manifest: {
                    format: 1
                    name: string
                    version: string
                    license: string
                    title: string
                    description: string
                    categories: (
                      | 'research'
                      | 'development'
                      | 'data'
                      | 'documents'
                      | 'communication'
                      | 'productivity'
                      | 'crews'
                      | 'other'
                    )[]
                    permissions: {
                      tools: string[]
                      hosts: string[]
                      secrets: { name: string; description: string; hosts: string[]; tools: string[] }[]
                      risks: ('read' | 'write' | 'spend' | 'dangerous')[]
                    }
                    contents: {
                      skills: string[]
                      agents: {
                        key: string
                        name: string
                        color:
                          | 'slate'
                          | 'red'
                          | 'orange'
                          | 'amber'
                          | 'green'
                          | 'teal'
                          | 'blue'
                          | 'indigo'
                          | 'violet'
                          | 'pink'
                        persona: string
                        rules: string
                        notes: string
                        tools: string[]
                        policy: {
                          tools: string
                          effect: 'auto' | 'ask' | 'deny'
                          when?: { command: string } | { host: string; method?: string }
                        }[]
                      }[]
                      httpTools?: {
                        name: string
                        description: string
                        collection: string
                        request: {
                          method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                          url: string
                          query: { name: string; value: string }[]
                          headers: { name: string; value: string }[]
                          body: string
                        }
                        parameters: {
                          name: string
                          description: string
                          required: boolean
                          schema: Record<string, unknown>
                        }[]
                        auth:
                          | { kind: 'none' }
                          | { kind: 'bearer'; secret: string }
                          | { kind: 'header'; secret: string; name: string }
                          | { kind: 'query'; secret: string; name: string }
                          | { kind: 'basic'; secret: string; user: string }
                          | { kind: 'oauth'; service: string }
                        risk?: 'read' | 'write' | 'spend' | 'dangerous'
                        timeoutS: number
                      }[]
                      mcpServers?: {
                        name: string
                        transport: 'stdio' | 'http' | 'sse'
                        command: string
                        args: string[]
                        env: { name: string; value: string }[]
                        url: '' | string
                        headers: { name: string; value: string }[]
                        timeoutS: number
                      }[]
                      firstTask: { agent: string; text: string } | null
                      platformTools: string[]
                    }
                    settings?: {
                      name: string
                      title: string
                      description: string
                      kind: 'line' | 'text' | 'host' | 'choice'
                      options: string[]
                      port?: number
                      required: boolean
                      initial: string
                    }[]
                  }
                  files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
                  address: string
                  signature: string
                  report: {
                    verdict: 'pass' | 'review' | 'block'
                    findings: {
                      path: string
                      line: number
                      severity: 'low' | 'medium' | 'high' | 'critical'
                      category:
                        | 'override'
                        | 'hidden_text'
                        | 'pipe_to_shell'
                        | 'credentials'
                        | 'exfiltration'
                        | 'undeclared_host'
                        | 'obfuscation'
                        | 'dangerous_call'
                        | 'secret'
                        | 'archive'
                        | 'bomb'
                      reason:
                        | 'override.instructions'
                        | 'override.secrecy'
                        | 'override.impersonation'
                        | 'override.unrestricted'
                        | 'override.promptLeak'
                        | 'override.authority'
                        | 'override.safety'
                        | 'override.memory'
                        | 'override.noConfirmation'
                        | 'hidden.zeroWidth'
                        | 'hidden.bidi'
                        | 'hidden.tags'
                        | 'hidden.homoglyph'
                        | 'hidden.comment'
                        | 'hidden.style'
                        | 'hidden.encoded'
                        | 'pipe.downloadRun'
                        | 'pipe.knownInstaller'
                        | 'pipe.foreignPackage'
                        | 'pipe.asksPerson'
                        | 'credentials.file'
                        | 'credentials.environment'
                        | 'credentials.metadata'
                        | 'credentials.otherAgent'
                        | 'credentials.harvest'
                        | 'exfiltration.combined'
                        | 'exfiltration.dropHost'
                        | 'exfiltration.dns'
                        | 'exfiltration.upload'
                        | 'exfiltration.instructed'
                        | 'exfiltration.surveillance'
                        | 'hosts.undeclared'
                        | 'hosts.unusual'
                        | 'hosts.contacted'
                        | 'obfuscation.decodedRun'
                        | 'obfuscation.packed'
                        | 'obfuscation.indirect'
                        | 'obfuscation.program'
                        | 'dangerous.evaluates'
                        | 'dangerous.shell'
                        | 'dangerous.deletes'
                        | 'dangerous.reverseShell'
                        | 'dangerous.persistence'
                        | 'dangerous.system'
                        | 'dangerous.unpickles'
                        | 'dangerous.mining'
                        | 'dangerous.weakens'
                        | 'secret.key'
                        | 'secret.privateKey'
                        | 'secret.password'
                        | 'archive.escapes'
                        | 'archive.link'
                        | 'archive.duplicate'
                        | 'archive.unreadable'
                        | 'bomb.ratio'
                        | 'bomb.nested'
                        | 'bomb.tooLarge'
                        | 'bomb.tooMany'
                      excerpt: string
                    }[]
                    omitted: number
                  }
                  readme: string
                } | null
              } | null
              report: {
                verdict: 'pass' | 'review' | 'block'
                findings: {
                  path: string
                  line: number
                  severity: 'low' | 'medium' | 'high' | 'critical'
                  category:
                    | 'override'
                    | 'hidden_text'
                    | 'pipe_to_shell'
                    | 'credentials'
                    | 'exfiltration'
                    | 'undeclared_host'
                    | 'obfuscation'
                    | 'dangerous_call'
                    | 'secret'
                    | 'archive'
                    | 'bomb'
                  reason:
                    | 'override.instructions'
                    | 'override.secrecy'
                    | 'override.impersonation'
                    | 'override.unrestricted'
                    | 'override.promptLeak'
                    | 'override.authority'
                    | 'override.safety'
                    | 'override.memory'
                    | 'override.noConfirmation'
                    | 'hidden.zeroWidth'
                    | 'hidden.bidi'
                    | 'hidden.tags'
                    | 'hidden.homoglyph'
                    | 'hidden.comment'
                    | 'hidden.style'
                    | 'hidden.encoded'
                    | 'pipe.downloadRun'
                    | 'pipe.knownInstaller'
                    | 'pipe.foreignPackage'
                    | 'pipe.asksPerson'
                    | 'credentials.file'
                    | 'credentials.environment'
                    | 'credentials.metadata'
                    | 'credentials.otherAgent'
                    | 'credentials.harvest'
                    | 'exfiltration.combined'
                    | 'exfiltration.dropHost'
                    | 'exfiltration.dns'
                    | 'exfiltration.upload'
                    | 'exfiltration.instructed'
                    | 'exfiltration.surveillance'
                    | 'hosts.undeclared'
                    | 'hosts.unusual'
                    | 'hosts.contacted'
                    | 'obfuscation.decodedRun'
                    | 'obfuscation.packed'
                    | 'obfuscation.indirect'
                    | 'obfuscation.program'
                    | 'dangerous.evaluates'
                    | 'dangerous.shell'
                    | 'dangerous.deletes'
                    | 'dangerous.reverseShell'
                    | 'dangerous.persistence'
                    | 'dangerous.system'
                    | 'dangerous.unpickles'
                    | 'dangerous.mining'
                    | 'dangerous.weakens'
                    | 'secret.key'
                    | 'secret.privateKey'
                    | 'secret.password'
                    | 'archive.escapes'
                    | 'archive.link'
                    | 'archive.duplicate'
                    | 'archive.unreadable'
                    | 'bomb.ratio'
                    | 'bomb.nested'
                    | 'bomb.tooLarge'
                    | 'bomb.tooMany'
                  excerpt: string
                }[]
                omitted: number
              }
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/package-reviews': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { tenantId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                packageId: string
                name: string
                title: string
                publisherName: string
                version: string
                submittedByName: string
                verdict: string
                createdAt: string
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/packages/{packageId}/versions/{version}/submit': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; packageId: string; version: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              title: string
              description: string
              categories: string[]
              publisher: { name: string; firstParty: boolean; own: boolean; fingerprint: string }
              version: string | null
              listed: boolean
              curated: boolean
              installs: number
              updatedAt: string
              versions: {
                id: string
                version: string
                listing: 'private' | 'submitted' | 'approved' | 'rejected'
                changes: string
                publishedByName: string
                createdAt: string
                yankedAt: string | null
                yankReason: string
                reviewedByName: string | null
                reviewedAt: string | null
                reviewReason: string
              }[]
              shown: {
                id: string
                version: string
                listing: 'private' | 'submitted' | 'approved' | 'rejected'
                changes: string
                publishedByName: string
                createdAt: string
                yankedAt: string | null
                yankReason: string
                reviewedByName: string | null
                reviewedAt: string | null
                reviewReason: string
                manifest: {
                  format: 1
                  name: string
                  version: string
                  license: string
                  title: string
                  description: string
                  categories: (
                    | 'research'
                    | 'development'
                    | 'data'
                    | 'documents'
                    | 'communication'
                    | 'productivity'
                    | 'crews'
                    | 'other'
                  )[]
                  permissions: {
                    tools: string[]
                    hosts: string[]
                    secrets: { name: string; description: string; hosts: string[]; tools: string[] }[]
                    risks: ('read' | 'write' | 'spend' | 'dangerous')[]
                  }
                  contents: {
                    skills: string[]
                    agents: {
                      key: string
                      name: string
                      color:
                        | 'slate'
                        | 'red'
                        | 'orange'
                        | 'amber'
                        | 'green'
                        | 'teal'
                        | 'blue'
                        | 'indigo'
                        | 'violet'
                        | 'pink'
                      persona: string
                      rules: string
                      notes: string
                      tools: string[]
                      policy: {
                        tools: string
                        effect: 'auto' | 'ask' | 'deny'
                        when?: { command: string } | { host: string; method?: string }
                      }[]
                    }[]
                    httpTools?: {
                      name: string
                      description: string
                      collection: string
                      request: {
                        method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                        url: string
                        query: { name: string; value: string }[]
                        headers: { name: string; value: string }[]
                        body: string
                      }
                      parameters: {
                        name: string
                        description: string
                        required: boolean
                        schema: Record<string, unknown>
                      }[]
                      auth:
                        | { kind: 'none' }
                        | { kind: 'bearer'; secret: string }
                        | { kind: 'header'; secret: string; name: string }
                        | { kind: 'query'; secret: string; name: string }
                        | { kind: 'basic'; secret: string; user: string }
                        | { kind: 'oauth'; service: string }
                      risk?: 'read' | 'write' | 'spend' | 'dangerous'
                      timeoutS: number
                    }[]
                    mcpServers?: {
                      name: string
                      transport: 'stdio' | 'http' | 'sse'
                      command: string
                      args: string[]
                      env: { name: string; value: string }[]
                      url: '' | string
                      headers: { name: string; value: string }[]
                      timeoutS: number
                    }[]
                    firstTask: { agent: string; text: string } | null
                    platformTools: string[]
                  }
                  settings?: {
                    name: string
                    title: string
                    description: string
                    kind: 'line' | 'text' | 'host' | 'choice'
                    options: string[]
                    port?: number
                    required: boolean
                    initial: string
                  }[]
                }
                files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
                address: string
                signature: string
                report: {
                  verdict: 'pass' | 'review' | 'block'
                  findings: {
                    path: string
                    line: number
                    severity: 'low' | 'medium' | 'high' | 'critical'
                    category:
                      | 'override'
                      | 'hidden_text'
                      | 'pipe_to_shell'
                      | 'credentials'
                      | 'exfiltration'
                      | 'undeclared_host'
                      | 'obfuscation'
                      | 'dangerous_call'
                      | 'secret'
                      | 'archive'
                      | 'bomb'
                    reason:
                      | 'override.instructions'
                      | 'override.secrecy'
                      | 'override.impersonation'
                      | 'override.unrestricted'
                      | 'override.promptLeak'
                      | 'override.authority'
                      | 'override.safety'
                      | 'override.memory'
                      | 'override.noConfirmation'
                      | 'hidden.zeroWidth'
                      | 'hidden.bidi'
                      | 'hidden.tags'
                      | 'hidden.homoglyph'
                      | 'hidden.comment'
                      | 'hidden.style'
                      | 'hidden.encoded'
                      | 'pipe.downloadRun'
                      | 'pipe.knownInstaller'
                      | 'pipe.foreignPackage'
                      | 'pipe.asksPerson'
                      | 'credentials.file'
                      | 'credentials.environment'
                      | 'credentials.metadata'
                      | 'credentials.otherAgent'
                      | 'credentials.harvest'
                      | 'exfiltration.combined'
                      | 'exfiltration.dropHost'
                      | 'exfiltration.dns'
                      | 'exfiltration.upload'
                      | 'exfiltration.instructed'
                      | 'exfiltration.surveillance'
                      | 'hosts.undeclared'
                      | 'hosts.unusual'
                      | 'hosts.contacted'
                      | 'obfuscation.decodedRun'
                      | 'obfuscation.packed'
                      | 'obfuscation.indirect'
                      | 'obfuscation.program'
                      | 'dangerous.evaluates'
                      | 'dangerous.shell'
                      | 'dangerous.deletes'
                      | 'dangerous.reverseShell'
                      | 'dangerous.persistence'
                      | 'dangerous.system'
                      | 'dangerous.unpickles'
                      | 'dangerous.mining'
                      | 'dangerous.weakens'
                      | 'secret.key'
                      | 'secret.privateKey'
                      | 'secret.password'
                      | 'archive.escapes'
                      | 'archive.link'
                      | 'archive.duplicate'
                      | 'archive.unreadable'
                      | 'bomb.ratio'
                      | 'bomb.nested'
                      | 'bomb.tooLarge'
                      | 'bomb.tooMany'
                    excerpt: string
                  }[]
                  omitted: number
                }
                readme: string
              } | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/installations/{installationId}': {
    get?: never
    put?: never
    post?: never
    delete: {
      parameters: {
        query?: never
        path: { workspaceId: string; installationId: string }
        header?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { id: string; name: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch: {
      parameters: {
        query?: never
        path: { workspaceId: string; installationId: string }
        header?: never
        cookie?: never
      }
      requestBody?: {
        content: {
          'application/json': {
            version?: string
            address?: string
            secrets?: { name: string; value?: string }[]
            settings?: Record<string, string>
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              packageId: string
              name: string
              title: string
              publisherName: string
              version: string
              address: string
              permissions: {
                tools: string[]
                hosts: string[]
                secrets: { name: string; description: string; hosts: string[]; tools: string[] }[]
                risks: ('read' | 'write' | 'spend' | 'dangerous')[]
              }
              contents: {
                skills: string[]
                agents: {
                  key: string
                  name: string
                  color: 'slate' | 'red' | 'orange' | 'amber' | 'green' | 'teal' | 'blue' | 'indigo' | 'violet' | 'pink'
                  persona: string
                  rules: string
                  notes: string
                  tools: string[]
                  policy: {
                    tools: string
                    effect: 'auto' | 'ask' | 'deny'
                    when?: { command: string } | { host: string; method?: string }
                  }[]
                }[]
                httpTools?: {
                  name: string
                  description: string
                  collection: string
                  request: {
                    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                    url: string
                    query: { name: string; value: string }[]
                    headers: { name: string; value: string }[]
                    body: string
                  }
                  parameters: {
                    name: string
                    description: string
                    required: boolean
                    schema: Record<string, unknown>
                  }[]
                  auth:
                    | { kind: 'none' }
                    | { kind: 'bearer'; secret: string }
                    | { kind: 'header'; secret: string; name: string }
                    | { kind: 'query'; secret: string; name: string }
                    | { kind: 'basic'; secret: string; user: string }
                    | { kind: 'oauth'; service: string }
                  risk?: 'read' | 'write' | 'spend' | 'dangerous'
                  timeoutS: number
                }[]
                mcpServers?: {
                  name: string
                  transport: 'stdio' | 'http' | 'sse'
                  command: string
                  args: string[]
                  env: { name: string; value: string }[]
                  url: '' | string
                  headers: { name: string; value: string }[]
                  timeoutS: number
                }[]
                firstTask: { agent: string; text: string } | null
                platformTools: string[]
              }
              settings: Record<string, string>
              agentIds: string[]
              crewIds: string[]
              installedByName: string
              createdAt: string
              updatedAt: string
              update: { version: string; changes: string; added: string[]; removed: string[] } | null
              yankReason: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/workspaces/{workspaceId}/packages/{packageId}/versions/{version}/yank': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; packageId: string; version: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { reason: string } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              title: string
              description: string
              categories: string[]
              publisher: { name: string; firstParty: boolean; own: boolean; fingerprint: string }
              version: string | null
              listed: boolean
              curated: boolean
              installs: number
              updatedAt: string
              versions: {
                id: string
                version: string
                listing: 'private' | 'submitted' | 'approved' | 'rejected'
                changes: string
                publishedByName: string
                createdAt: string
                yankedAt: string | null
                yankReason: string
                reviewedByName: string | null
                reviewedAt: string | null
                reviewReason: string
              }[]
              shown: {
                id: string
                version: string
                listing: 'private' | 'submitted' | 'approved' | 'rejected'
                changes: string
                publishedByName: string
                createdAt: string
                yankedAt: string | null
                yankReason: string
                reviewedByName: string | null
                reviewedAt: string | null
                reviewReason: string
                manifest: {
                  format: 1
                  name: string
                  version: string
                  license: string
                  title: string
                  description: string
                  categories: (
                    | 'research'
                    | 'development'
                    | 'data'
                    | 'documents'
                    | 'communication'
                    | 'productivity'
                    | 'crews'
                    | 'other'
                  )[]
                  permissions: {
                    tools: string[]
                    hosts: string[]
                    secrets: { name: string; description: string; hosts: string[]; tools: string[] }[]
                    risks: ('read' | 'write' | 'spend' | 'dangerous')[]
                  }
                  contents: {
                    skills: string[]
                    agents: {
                      key: string
                      name: string
                      color:
                        | 'slate'
                        | 'red'
                        | 'orange'
                        | 'amber'
                        | 'green'
                        | 'teal'
                        | 'blue'
                        | 'indigo'
                        | 'violet'
                        | 'pink'
                      persona: string
                      rules: string
                      notes: string
                      tools: string[]
                      policy: {
                        tools: string
                        effect: 'auto' | 'ask' | 'deny'
                        when?: { command: string } | { host: string; method?: string }
                      }[]
                    }[]
                    httpTools?: {
                      name: string
                      description: string
                      collection: string
                      request: {
                        method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
                        url: string
                        query: { name: string; value: string }[]
                        headers: { name: string; value: string }[]
                        body: string
                      }
                      parameters: {
                        name: string
                        description: string
                        required: boolean
                        schema: Record<string, unknown>
                      }[]
                      auth:
                        | { kind: 'none' }
                        | { kind: 'bearer'; secret: string }
                        | { kind: 'header'; secret: string; name: string }
                        | { kind: 'query'; secret: string; name: string }
                        | { kind: 'basic'; secret: string; user: string }
                        | { kind: 'oauth'; service: string }
                      risk?: 'read' | 'write' | 'spend' | 'dangerous'
                      timeoutS: number
                    }[]
                    mcpServers?: {
                      name: string
                      transport: 'stdio' | 'http' | 'sse'
                      command: string
                      args: string[]
                      env: { name: string; value: string }[]
                      url: '' | string
                      headers: { name: string; value: string }[]
                      timeoutS: number
                    }[]
                    firstTask: { agent: string; text: string } | null
                    platformTools: string[]
                  }
                  settings?: {
                    name: string
                    title: string
                    description: string
                    kind: 'line' | 'text' | 'host' | 'choice'
                    options: string[]
                    port?: number
                    required: boolean
                    initial: string
                  }[]
                }
                files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
                address: string
                signature: string
                report: {
                  verdict: 'pass' | 'review' | 'block'
                  findings: {
                    path: string
                    line: number
                    severity: 'low' | 'medium' | 'high' | 'critical'
                    category:
                      | 'override'
                      | 'hidden_text'
                      | 'pipe_to_shell'
                      | 'credentials'
                      | 'exfiltration'
                      | 'undeclared_host'
                      | 'obfuscation'
                      | 'dangerous_call'
                      | 'secret'
                      | 'archive'
                      | 'bomb'
                    reason:
                      | 'override.instructions'
                      | 'override.secrecy'
                      | 'override.impersonation'
                      | 'override.unrestricted'
                      | 'override.promptLeak'
                      | 'override.authority'
                      | 'override.safety'
                      | 'override.memory'
                      | 'override.noConfirmation'
                      | 'hidden.zeroWidth'
                      | 'hidden.bidi'
                      | 'hidden.tags'
                      | 'hidden.homoglyph'
                      | 'hidden.comment'
                      | 'hidden.style'
                      | 'hidden.encoded'
                      | 'pipe.downloadRun'
                      | 'pipe.knownInstaller'
                      | 'pipe.foreignPackage'
                      | 'pipe.asksPerson'
                      | 'credentials.file'
                      | 'credentials.environment'
                      | 'credentials.metadata'
                      | 'credentials.otherAgent'
                      | 'credentials.harvest'
                      | 'exfiltration.combined'
                      | 'exfiltration.dropHost'
                      | 'exfiltration.dns'
                      | 'exfiltration.upload'
                      | 'exfiltration.instructed'
                      | 'exfiltration.surveillance'
                      | 'hosts.undeclared'
                      | 'hosts.unusual'
                      | 'hosts.contacted'
                      | 'obfuscation.decodedRun'
                      | 'obfuscation.packed'
                      | 'obfuscation.indirect'
                      | 'obfuscation.program'
                      | 'dangerous.evaluates'
                      | 'dangerous.shell'
                      | 'dangerous.deletes'
                      | 'dangerous.reverseShell'
                      | 'dangerous.persistence'
                      | 'dangerous.system'
                      | 'dangerous.unpickles'
                      | 'dangerous.mining'
                      | 'dangerous.weakens'
                      | 'secret.key'
                      | 'secret.privateKey'
                      | 'secret.password'
                      | 'archive.escapes'
                      | 'archive.link'
                      | 'archive.duplicate'
                      | 'archive.unreadable'
                      | 'bomb.ratio'
                      | 'bomb.nested'
                      | 'bomb.tooLarge'
                      | 'bomb.tooMany'
                    excerpt: string
                  }[]
                  omitted: number
                }
                readme: string
              } | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/runs/{runId}/tool-calls/{toolCallId}/stop': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; runId: string; toolCallId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': ToolCall } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/skills/{skillId}/approve': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; skillId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { version: number } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              description: string
              workspaceId: string | null
              agentId: string | null
              version: number
              activeVersion: number | null
              createdAt: string
              updatedAt: string
              files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
              report: {
                verdict: 'pass' | 'review' | 'block'
                findings: {
                  path: string
                  line: number
                  severity: 'low' | 'medium' | 'high' | 'critical'
                  category:
                    | 'override'
                    | 'hidden_text'
                    | 'pipe_to_shell'
                    | 'credentials'
                    | 'exfiltration'
                    | 'undeclared_host'
                    | 'obfuscation'
                    | 'dangerous_call'
                    | 'secret'
                    | 'archive'
                    | 'bomb'
                  reason:
                    | 'override.instructions'
                    | 'override.secrecy'
                    | 'override.impersonation'
                    | 'override.unrestricted'
                    | 'override.promptLeak'
                    | 'override.authority'
                    | 'override.safety'
                    | 'override.memory'
                    | 'override.noConfirmation'
                    | 'hidden.zeroWidth'
                    | 'hidden.bidi'
                    | 'hidden.tags'
                    | 'hidden.homoglyph'
                    | 'hidden.comment'
                    | 'hidden.style'
                    | 'hidden.encoded'
                    | 'pipe.downloadRun'
                    | 'pipe.knownInstaller'
                    | 'pipe.foreignPackage'
                    | 'pipe.asksPerson'
                    | 'credentials.file'
                    | 'credentials.environment'
                    | 'credentials.metadata'
                    | 'credentials.otherAgent'
                    | 'credentials.harvest'
                    | 'exfiltration.combined'
                    | 'exfiltration.dropHost'
                    | 'exfiltration.dns'
                    | 'exfiltration.upload'
                    | 'exfiltration.instructed'
                    | 'exfiltration.surveillance'
                    | 'hosts.undeclared'
                    | 'hosts.unusual'
                    | 'hosts.contacted'
                    | 'obfuscation.decodedRun'
                    | 'obfuscation.packed'
                    | 'obfuscation.indirect'
                    | 'obfuscation.program'
                    | 'dangerous.evaluates'
                    | 'dangerous.shell'
                    | 'dangerous.deletes'
                    | 'dangerous.reverseShell'
                    | 'dangerous.persistence'
                    | 'dangerous.system'
                    | 'dangerous.unpickles'
                    | 'dangerous.mining'
                    | 'dangerous.weakens'
                    | 'secret.key'
                    | 'secret.privateKey'
                    | 'secret.password'
                    | 'archive.escapes'
                    | 'archive.link'
                    | 'archive.duplicate'
                    | 'archive.unreadable'
                    | 'bomb.ratio'
                    | 'bomb.nested'
                    | 'bomb.tooLarge'
                    | 'bomb.tooMany'
                  excerpt: string
                }[]
                omitted: number
              }
              createdByName: string
              approvedByName: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/skills': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number; agentId?: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                name: string
                description: string
                workspaceId: string | null
                agentId: string | null
                version: number
                activeVersion: number | null
                createdAt: string
                updatedAt: string
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: {
        content: {
          'application/json': {
            files?: { path: string; encoding?: 'utf8' | 'base64'; content: string }[]
            zip?: string
            agentId?: string | null
          }
        }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              skill: {
                id: string
                name: string
                description: string
                workspaceId: string | null
                agentId: string | null
                version: number
                activeVersion: number | null
                createdAt: string
                updatedAt: string
                files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
                report: {
                  verdict: 'pass' | 'review' | 'block'
                  findings: {
                    path: string
                    line: number
                    severity: 'low' | 'medium' | 'high' | 'critical'
                    category:
                      | 'override'
                      | 'hidden_text'
                      | 'pipe_to_shell'
                      | 'credentials'
                      | 'exfiltration'
                      | 'undeclared_host'
                      | 'obfuscation'
                      | 'dangerous_call'
                      | 'secret'
                      | 'archive'
                      | 'bomb'
                    reason:
                      | 'override.instructions'
                      | 'override.secrecy'
                      | 'override.impersonation'
                      | 'override.unrestricted'
                      | 'override.promptLeak'
                      | 'override.authority'
                      | 'override.safety'
                      | 'override.memory'
                      | 'override.noConfirmation'
                      | 'hidden.zeroWidth'
                      | 'hidden.bidi'
                      | 'hidden.tags'
                      | 'hidden.homoglyph'
                      | 'hidden.comment'
                      | 'hidden.style'
                      | 'hidden.encoded'
                      | 'pipe.downloadRun'
                      | 'pipe.knownInstaller'
                      | 'pipe.foreignPackage'
                      | 'pipe.asksPerson'
                      | 'credentials.file'
                      | 'credentials.environment'
                      | 'credentials.metadata'
                      | 'credentials.otherAgent'
                      | 'credentials.harvest'
                      | 'exfiltration.combined'
                      | 'exfiltration.dropHost'
                      | 'exfiltration.dns'
                      | 'exfiltration.upload'
                      | 'exfiltration.instructed'
                      | 'exfiltration.surveillance'
                      | 'hosts.undeclared'
                      | 'hosts.unusual'
                      | 'hosts.contacted'
                      | 'obfuscation.decodedRun'
                      | 'obfuscation.packed'
                      | 'obfuscation.indirect'
                      | 'obfuscation.program'
                      | 'dangerous.evaluates'
                      | 'dangerous.shell'
                      | 'dangerous.deletes'
                      | 'dangerous.reverseShell'
                      | 'dangerous.persistence'
                      | 'dangerous.system'
                      | 'dangerous.unpickles'
                      | 'dangerous.mining'
                      | 'dangerous.weakens'
                      | 'secret.key'
                      | 'secret.privateKey'
                      | 'secret.password'
                      | 'archive.escapes'
                      | 'archive.link'
                      | 'archive.duplicate'
                      | 'archive.unreadable'
                      | 'bomb.ratio'
                      | 'bomb.nested'
                      | 'bomb.tooLarge'
                      | 'bomb.tooMany'
                    excerpt: string
                  }[]
                  omitted: number
                }
                createdByName: string
                approvedByName: string | null
              } | null
              report: {
                verdict: 'pass' | 'review' | 'block'
                findings: {
                  path: string
                  line: number
                  severity: 'low' | 'medium' | 'high' | 'critical'
                  category:
                    | 'override'
                    | 'hidden_text'
                    | 'pipe_to_shell'
                    | 'credentials'
                    | 'exfiltration'
                    | 'undeclared_host'
                    | 'obfuscation'
                    | 'dangerous_call'
                    | 'secret'
                    | 'archive'
                    | 'bomb'
                  reason:
                    | 'override.instructions'
                    | 'override.secrecy'
                    | 'override.impersonation'
                    | 'override.unrestricted'
                    | 'override.promptLeak'
                    | 'override.authority'
                    | 'override.safety'
                    | 'override.memory'
                    | 'override.noConfirmation'
                    | 'hidden.zeroWidth'
                    | 'hidden.bidi'
                    | 'hidden.tags'
                    | 'hidden.homoglyph'
                    | 'hidden.comment'
                    | 'hidden.style'
                    | 'hidden.encoded'
                    | 'pipe.downloadRun'
                    | 'pipe.knownInstaller'
                    | 'pipe.foreignPackage'
                    | 'pipe.asksPerson'
                    | 'credentials.file'
                    | 'credentials.environment'
                    | 'credentials.metadata'
                    | 'credentials.otherAgent'
                    | 'credentials.harvest'
                    | 'exfiltration.combined'
                    | 'exfiltration.dropHost'
                    | 'exfiltration.dns'
                    | 'exfiltration.upload'
                    | 'exfiltration.instructed'
                    | 'exfiltration.surveillance'
                    | 'hosts.undeclared'
                    | 'hosts.unusual'
                    | 'hosts.contacted'
                    | 'obfuscation.decodedRun'
                    | 'obfuscation.packed'
                    | 'obfuscation.indirect'
                    | 'obfuscation.program'
                    | 'dangerous.evaluates'
                    | 'dangerous.shell'
                    | 'dangerous.deletes'
                    | 'dangerous.reverseShell'
                    | 'dangerous.persistence'
                    | 'dangerous.system'
                    | 'dangerous.unpickles'
                    | 'dangerous.mining'
                    | 'dangerous.weakens'
                    | 'secret.key'
                    | 'secret.privateKey'
                    | 'secret.password'
                    | 'archive.escapes'
                    | 'archive.link'
                    | 'archive.duplicate'
                    | 'archive.unreadable'
                    | 'bomb.ratio'
                    | 'bomb.nested'
                    | 'bomb.tooLarge'
                    | 'bomb.tooMany'
                  excerpt: string
                }[]
                omitted: number
              }
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/skills/{skillId}': {
    get: {
      parameters: {
        query?: { version?: number }
        path: { workspaceId: string; skillId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              description: string
              workspaceId: string | null
              agentId: string | null
              version: number
              activeVersion: number | null
              createdAt: string
              updatedAt: string
              files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
              report: {
                verdict: 'pass' | 'review' | 'block'
                findings: {
                  path: string
                  line: number
                  severity: 'low' | 'medium' | 'high' | 'critical'
                  category:
                    | 'override'
                    | 'hidden_text'
                    | 'pipe_to_shell'
                    | 'credentials'
                    | 'exfiltration'
                    | 'undeclared_host'
                    | 'obfuscation'
                    | 'dangerous_call'
                    | 'secret'
                    | 'archive'
                    | 'bomb'
                  reason:
                    | 'override.instructions'
                    | 'override.secrecy'
                    | 'override.impersonation'
                    | 'override.unrestricted'
                    | 'override.promptLeak'
                    | 'override.authority'
                    | 'override.safety'
                    | 'override.memory'
                    | 'override.noConfirmation'
                    | 'hidden.zeroWidth'
                    | 'hidden.bidi'
                    | 'hidden.tags'
                    | 'hidden.homoglyph'
                    | 'hidden.comment'
                    | 'hidden.style'
                    | 'hidden.encoded'
                    | 'pipe.downloadRun'
                    | 'pipe.knownInstaller'
                    | 'pipe.foreignPackage'
                    | 'pipe.asksPerson'
                    | 'credentials.file'
                    | 'credentials.environment'
                    | 'credentials.metadata'
                    | 'credentials.otherAgent'
                    | 'credentials.harvest'
                    | 'exfiltration.combined'
                    | 'exfiltration.dropHost'
                    | 'exfiltration.dns'
                    | 'exfiltration.upload'
                    | 'exfiltration.instructed'
                    | 'exfiltration.surveillance'
                    | 'hosts.undeclared'
                    | 'hosts.unusual'
                    | 'hosts.contacted'
                    | 'obfuscation.decodedRun'
                    | 'obfuscation.packed'
                    | 'obfuscation.indirect'
                    | 'obfuscation.program'
                    | 'dangerous.evaluates'
                    | 'dangerous.shell'
                    | 'dangerous.deletes'
                    | 'dangerous.reverseShell'
                    | 'dangerous.persistence'
                    | 'dangerous.system'
                    | 'dangerous.unpickles'
                    | 'dangerous.mining'
                    | 'dangerous.weakens'
                    | 'secret.key'
                    | 'secret.privateKey'
                    | 'secret.password'
                    | 'archive.escapes'
                    | 'archive.link'
                    | 'archive.duplicate'
                    | 'archive.unreadable'
                    | 'bomb.ratio'
                    | 'bomb.nested'
                    | 'bomb.tooLarge'
                    | 'bomb.tooMany'
                  excerpt: string
                }[]
                omitted: number
              }
              createdByName: string
              approvedByName: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put: {
      parameters: {
        query?: never
        path: { workspaceId: string; skillId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: {
        content: {
          'application/json': {
            baseVersion?: number
            files?: { path: string; encoding?: 'utf8' | 'base64'; content: string }[]
            zip?: string
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              skill: {
                id: string
                name: string
                description: string
                workspaceId: string | null
                agentId: string | null
                version: number
                activeVersion: number | null
                createdAt: string
                updatedAt: string
                files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
                report: {
                  verdict: 'pass' | 'review' | 'block'
                  findings: {
                    path: string
                    line: number
                    severity: 'low' | 'medium' | 'high' | 'critical'
                    category:
                      | 'override'
                      | 'hidden_text'
                      | 'pipe_to_shell'
                      | 'credentials'
                      | 'exfiltration'
                      | 'undeclared_host'
                      | 'obfuscation'
                      | 'dangerous_call'
                      | 'secret'
                      | 'archive'
                      | 'bomb'
                    reason:
                      | 'override.instructions'
                      | 'override.secrecy'
                      | 'override.impersonation'
                      | 'override.unrestricted'
                      | 'override.promptLeak'
                      | 'override.authority'
                      | 'override.safety'
                      | 'override.memory'
                      | 'override.noConfirmation'
                      | 'hidden.zeroWidth'
                      | 'hidden.bidi'
                      | 'hidden.tags'
                      | 'hidden.homoglyph'
                      | 'hidden.comment'
                      | 'hidden.style'
                      | 'hidden.encoded'
                      | 'pipe.downloadRun'
                      | 'pipe.knownInstaller'
                      | 'pipe.foreignPackage'
                      | 'pipe.asksPerson'
                      | 'credentials.file'
                      | 'credentials.environment'
                      | 'credentials.metadata'
                      | 'credentials.otherAgent'
                      | 'credentials.harvest'
                      | 'exfiltration.combined'
                      | 'exfiltration.dropHost'
                      | 'exfiltration.dns'
                      | 'exfiltration.upload'
                      | 'exfiltration.instructed'
                      | 'exfiltration.surveillance'
                      | 'hosts.undeclared'
                      | 'hosts.unusual'
                      | 'hosts.contacted'
                      | 'obfuscation.decodedRun'
                      | 'obfuscation.packed'
                      | 'obfuscation.indirect'
                      | 'obfuscation.program'
                      | 'dangerous.evaluates'
                      | 'dangerous.shell'
                      | 'dangerous.deletes'
                      | 'dangerous.reverseShell'
                      | 'dangerous.persistence'
                      | 'dangerous.system'
                      | 'dangerous.unpickles'
                      | 'dangerous.mining'
                      | 'dangerous.weakens'
                      | 'secret.key'
                      | 'secret.privateKey'
                      | 'secret.password'
                      | 'archive.escapes'
                      | 'archive.link'
                      | 'archive.duplicate'
                      | 'archive.unreadable'
                      | 'bomb.ratio'
                      | 'bomb.nested'
                      | 'bomb.tooLarge'
                      | 'bomb.tooMany'
                    excerpt: string
                  }[]
                  omitted: number
                }
                createdByName: string
                approvedByName: string | null
              } | null
              report: {
                verdict: 'pass' | 'review' | 'block'
                findings: {
                  path: string
                  line: number
                  severity: 'low' | 'medium' | 'high' | 'critical'
                  category:
                    | 'override'
                    | 'hidden_text'
                    | 'pipe_to_shell'
                    | 'credentials'
                    | 'exfiltration'
                    | 'undeclared_host'
                    | 'obfuscation'
                    | 'dangerous_call'
                    | 'secret'
                    | 'archive'
                    | 'bomb'
                  reason:
                    | 'override.instructions'
                    | 'override.secrecy'
                    | 'override.impersonation'
                    | 'override.unrestricted'
                    | 'override.promptLeak'
                    | 'override.authority'
                    | 'override.safety'
                    | 'override.memory'
                    | 'override.noConfirmation'
                    | 'hidden.zeroWidth'
                    | 'hidden.bidi'
                    | 'hidden.tags'
                    | 'hidden.homoglyph'
                    | 'hidden.comment'
                    | 'hidden.style'
                    | 'hidden.encoded'
                    | 'pipe.downloadRun'
                    | 'pipe.knownInstaller'
                    | 'pipe.foreignPackage'
                    | 'pipe.asksPerson'
                    | 'credentials.file'
                    | 'credentials.environment'
                    | 'credentials.metadata'
                    | 'credentials.otherAgent'
                    | 'credentials.harvest'
                    | 'exfiltration.combined'
                    | 'exfiltration.dropHost'
                    | 'exfiltration.dns'
                    | 'exfiltration.upload'
                    | 'exfiltration.instructed'
                    | 'exfiltration.surveillance'
                    | 'hosts.undeclared'
                    | 'hosts.unusual'
                    | 'hosts.contacted'
                    | 'obfuscation.decodedRun'
                    | 'obfuscation.packed'
                    | 'obfuscation.indirect'
                    | 'obfuscation.program'
                    | 'dangerous.evaluates'
                    | 'dangerous.shell'
                    | 'dangerous.deletes'
                    | 'dangerous.reverseShell'
                    | 'dangerous.persistence'
                    | 'dangerous.system'
                    | 'dangerous.unpickles'
                    | 'dangerous.mining'
                    | 'dangerous.weakens'
                    | 'secret.key'
                    | 'secret.privateKey'
                    | 'secret.password'
                    | 'archive.escapes'
                    | 'archive.link'
                    | 'archive.duplicate'
                    | 'archive.unreadable'
                    | 'bomb.ratio'
                    | 'bomb.nested'
                    | 'bomb.tooLarge'
                    | 'bomb.tooMany'
                  excerpt: string
                }[]
                omitted: number
              }
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete: {
      parameters: {
        query?: never
        path: { workspaceId: string; skillId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { id: string; name: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch?: never
  }
  '/tenants/{tenantId}/skills/{skillId}/approve': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { tenantId: string; skillId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { version: number } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              description: string
              workspaceId: string | null
              agentId: string | null
              version: number
              activeVersion: number | null
              createdAt: string
              updatedAt: string
              files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
              report: {
                verdict: 'pass' | 'review' | 'block'
                findings: {
                  path: string
                  line: number
                  severity: 'low' | 'medium' | 'high' | 'critical'
                  category:
                    | 'override'
                    | 'hidden_text'
                    | 'pipe_to_shell'
                    | 'credentials'
                    | 'exfiltration'
                    | 'undeclared_host'
                    | 'obfuscation'
                    | 'dangerous_call'
                    | 'secret'
                    | 'archive'
                    | 'bomb'
                  reason:
                    | 'override.instructions'
                    | 'override.secrecy'
                    | 'override.impersonation'
                    | 'override.unrestricted'
                    | 'override.promptLeak'
                    | 'override.authority'
                    | 'override.safety'
                    | 'override.memory'
                    | 'override.noConfirmation'
                    | 'hidden.zeroWidth'
                    | 'hidden.bidi'
                    | 'hidden.tags'
                    | 'hidden.homoglyph'
                    | 'hidden.comment'
                    | 'hidden.style'
                    | 'hidden.encoded'
                    | 'pipe.downloadRun'
                    | 'pipe.knownInstaller'
                    | 'pipe.foreignPackage'
                    | 'pipe.asksPerson'
                    | 'credentials.file'
                    | 'credentials.environment'
                    | 'credentials.metadata'
                    | 'credentials.otherAgent'
                    | 'credentials.harvest'
                    | 'exfiltration.combined'
                    | 'exfiltration.dropHost'
                    | 'exfiltration.dns'
                    | 'exfiltration.upload'
                    | 'exfiltration.instructed'
                    | 'exfiltration.surveillance'
                    | 'hosts.undeclared'
                    | 'hosts.unusual'
                    | 'hosts.contacted'
                    | 'obfuscation.decodedRun'
                    | 'obfuscation.packed'
                    | 'obfuscation.indirect'
                    | 'obfuscation.program'
                    | 'dangerous.evaluates'
                    | 'dangerous.shell'
                    | 'dangerous.deletes'
                    | 'dangerous.reverseShell'
                    | 'dangerous.persistence'
                    | 'dangerous.system'
                    | 'dangerous.unpickles'
                    | 'dangerous.mining'
                    | 'dangerous.weakens'
                    | 'secret.key'
                    | 'secret.privateKey'
                    | 'secret.password'
                    | 'archive.escapes'
                    | 'archive.link'
                    | 'archive.duplicate'
                    | 'archive.unreadable'
                    | 'bomb.ratio'
                    | 'bomb.nested'
                    | 'bomb.tooLarge'
                    | 'bomb.tooMany'
                  excerpt: string
                }[]
                omitted: number
              }
              createdByName: string
              approvedByName: string | null
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/skills/check': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: {
        content: {
          'application/json': {
            files?: { path: string; encoding?: 'utf8' | 'base64'; content: string }[]
            zip?: string
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              name: string
              description: string
              files: { path: string; size: number }[]
              report: {
                verdict: 'pass' | 'review' | 'block'
                findings: {
                  path: string
                  line: number
                  severity: 'low' | 'medium' | 'high' | 'critical'
                  category:
                    | 'override'
                    | 'hidden_text'
                    | 'pipe_to_shell'
                    | 'credentials'
                    | 'exfiltration'
                    | 'undeclared_host'
                    | 'obfuscation'
                    | 'dangerous_call'
                    | 'secret'
                    | 'archive'
                    | 'bomb'
                  reason:
                    | 'override.instructions'
                    | 'override.secrecy'
                    | 'override.impersonation'
                    | 'override.unrestricted'
                    | 'override.promptLeak'
                    | 'override.authority'
                    | 'override.safety'
                    | 'override.memory'
                    | 'override.noConfirmation'
                    | 'hidden.zeroWidth'
                    | 'hidden.bidi'
                    | 'hidden.tags'
                    | 'hidden.homoglyph'
                    | 'hidden.comment'
                    | 'hidden.style'
                    | 'hidden.encoded'
                    | 'pipe.downloadRun'
                    | 'pipe.knownInstaller'
                    | 'pipe.foreignPackage'
                    | 'pipe.asksPerson'
                    | 'credentials.file'
                    | 'credentials.environment'
                    | 'credentials.metadata'
                    | 'credentials.otherAgent'
                    | 'credentials.harvest'
                    | 'exfiltration.combined'
                    | 'exfiltration.dropHost'
                    | 'exfiltration.dns'
                    | 'exfiltration.upload'
                    | 'exfiltration.instructed'
                    | 'exfiltration.surveillance'
                    | 'hosts.undeclared'
                    | 'hosts.unusual'
                    | 'hosts.contacted'
                    | 'obfuscation.decodedRun'
                    | 'obfuscation.packed'
                    | 'obfuscation.indirect'
                    | 'obfuscation.program'
                    | 'dangerous.evaluates'
                    | 'dangerous.shell'
                    | 'dangerous.deletes'
                    | 'dangerous.reverseShell'
                    | 'dangerous.persistence'
                    | 'dangerous.system'
                    | 'dangerous.unpickles'
                    | 'dangerous.mining'
                    | 'dangerous.weakens'
                    | 'secret.key'
                    | 'secret.privateKey'
                    | 'secret.password'
                    | 'archive.escapes'
                    | 'archive.link'
                    | 'archive.duplicate'
                    | 'archive.unreadable'
                    | 'bomb.ratio'
                    | 'bomb.nested'
                    | 'bomb.tooLarge'
                    | 'bomb.tooMany'
                  excerpt: string
                }[]
                omitted: number
              }
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/skills': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { tenantId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                name: string
                description: string
                workspaceId: string | null
                agentId: string | null
                version: number
                activeVersion: number | null
                createdAt: string
                updatedAt: string
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'Idempotency-Key'?: string }; cookie?: never }
      requestBody?: {
        content: {
          'application/json': {
            files?: { path: string; encoding?: 'utf8' | 'base64'; content: string }[]
            zip?: string
          }
        }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              skill: {
                id: string
                name: string
                description: string
                workspaceId: string | null
                agentId: string | null
                version: number
                activeVersion: number | null
                createdAt: string
                updatedAt: string
                files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
                report: {
                  verdict: 'pass' | 'review' | 'block'
                  findings: {
                    path: string
                    line: number
                    severity: 'low' | 'medium' | 'high' | 'critical'
                    category:
                      | 'override'
                      | 'hidden_text'
                      | 'pipe_to_shell'
                      | 'credentials'
                      | 'exfiltration'
                      | 'undeclared_host'
                      | 'obfuscation'
                      | 'dangerous_call'
                      | 'secret'
                      | 'archive'
                      | 'bomb'
                    reason:
                      | 'override.instructions'
                      | 'override.secrecy'
                      | 'override.impersonation'
                      | 'override.unrestricted'
                      | 'override.promptLeak'
                      | 'override.authority'
                      | 'override.safety'
                      | 'override.memory'
                      | 'override.noConfirmation'
                      | 'hidden.zeroWidth'
                      | 'hidden.bidi'
                      | 'hidden.tags'
                      | 'hidden.homoglyph'
                      | 'hidden.comment'
                      | 'hidden.style'
                      | 'hidden.encoded'
                      | 'pipe.downloadRun'
                      | 'pipe.knownInstaller'
                      | 'pipe.foreignPackage'
                      | 'pipe.asksPerson'
                      | 'credentials.file'
                      | 'credentials.environment'
                      | 'credentials.metadata'
                      | 'credentials.otherAgent'
                      | 'credentials.harvest'
                      | 'exfiltration.combined'
                      | 'exfiltration.dropHost'
                      | 'exfiltration.dns'
                      | 'exfiltration.upload'
                      | 'exfiltration.instructed'
                      | 'exfiltration.surveillance'
                      | 'hosts.undeclared'
                      | 'hosts.unusual'
                      | 'hosts.contacted'
                      | 'obfuscation.decodedRun'
                      | 'obfuscation.packed'
                      | 'obfuscation.indirect'
                      | 'obfuscation.program'
                      | 'dangerous.evaluates'
                      | 'dangerous.shell'
                      | 'dangerous.deletes'
                      | 'dangerous.reverseShell'
                      | 'dangerous.persistence'
                      | 'dangerous.system'
                      | 'dangerous.unpickles'
                      | 'dangerous.mining'
                      | 'dangerous.weakens'
                      | 'secret.key'
                      | 'secret.privateKey'
                      | 'secret.password'
                      | 'archive.escapes'
                      | 'archive.link'
                      | 'archive.duplicate'
                      | 'archive.unreadable'
                      | 'bomb.ratio'
                      | 'bomb.nested'
                      | 'bomb.tooLarge'
                      | 'bomb.tooMany'
                    excerpt: string
                  }[]
                  omitted: number
                }
                createdByName: string
                approvedByName: string | null
              } | null
              report: {
                verdict: 'pass' | 'review' | 'block'
                findings: {
                  path: string
                  line: number
                  severity: 'low' | 'medium' | 'high' | 'critical'
                  category:
                    | 'override'
                    | 'hidden_text'
                    | 'pipe_to_shell'
                    | 'credentials'
                    | 'exfiltration'
                    | 'undeclared_host'
                    | 'obfuscation'
                    | 'dangerous_call'
                    | 'secret'
                    | 'archive'
                    | 'bomb'
                  reason:
                    | 'override.instructions'
                    | 'override.secrecy'
                    | 'override.impersonation'
                    | 'override.unrestricted'
                    | 'override.promptLeak'
                    | 'override.authority'
                    | 'override.safety'
                    | 'override.memory'
                    | 'override.noConfirmation'
                    | 'hidden.zeroWidth'
                    | 'hidden.bidi'
                    | 'hidden.tags'
                    | 'hidden.homoglyph'
                    | 'hidden.comment'
                    | 'hidden.style'
                    | 'hidden.encoded'
                    | 'pipe.downloadRun'
                    | 'pipe.knownInstaller'
                    | 'pipe.foreignPackage'
                    | 'pipe.asksPerson'
                    | 'credentials.file'
                    | 'credentials.environment'
                    | 'credentials.metadata'
                    | 'credentials.otherAgent'
                    | 'credentials.harvest'
                    | 'exfiltration.combined'
                    | 'exfiltration.dropHost'
                    | 'exfiltration.dns'
                    | 'exfiltration.upload'
                    | 'exfiltration.instructed'
                    | 'exfiltration.surveillance'
                    | 'hosts.undeclared'
                    | 'hosts.unusual'
                    | 'hosts.contacted'
                    | 'obfuscation.decodedRun'
                    | 'obfuscation.packed'
                    | 'obfuscation.indirect'
                    | 'obfuscation.program'
                    | 'dangerous.evaluates'
                    | 'dangerous.shell'
                    | 'dangerous.deletes'
                    | 'dangerous.reverseShell'
                    | 'dangerous.persistence'
                    | 'dangerous.system'
                    | 'dangerous.unpickles'
                    | 'dangerous.mining'
                    | 'dangerous.weakens'
                    | 'secret.key'
                    | 'secret.privateKey'
                    | 'secret.password'
                    | 'archive.escapes'
                    | 'archive.link'
                    | 'archive.duplicate'
                    | 'archive.unreadable'
                    | 'bomb.ratio'
                    | 'bomb.nested'
                    | 'bomb.tooLarge'
                    | 'bomb.tooMany'
                  excerpt: string
                }[]
                omitted: number
              }
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/skills/{skillId}': {
    get: {
      parameters: {
        query?: { version?: number }
        path: { tenantId: string; skillId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              description: string
              workspaceId: string | null
              agentId: string | null
              version: number
              activeVersion: number | null
              createdAt: string
              updatedAt: string
              files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
              report: {
                verdict: 'pass' | 'review' | 'block'
                findings: {
                  path: string
                  line: number
                  severity: 'low' | 'medium' | 'high' | 'critical'
                  category:
                    | 'override'
                    | 'hidden_text'
                    | 'pipe_to_shell'
                    | 'credentials'
                    | 'exfiltration'
                    | 'undeclared_host'
                    | 'obfuscation'
                    | 'dangerous_call'
                    | 'secret'
                    | 'archive'
                    | 'bomb'
                  reason:
                    | 'override.instructions'
                    | 'override.secrecy'
                    | 'override.impersonation'
                    | 'override.unrestricted'
                    | 'override.promptLeak'
                    | 'override.authority'
                    | 'override.safety'
                    | 'override.memory'
                    | 'override.noConfirmation'
                    | 'hidden.zeroWidth'
                    | 'hidden.bidi'
                    | 'hidden.tags'
                    | 'hidden.homoglyph'
                    | 'hidden.comment'
                    | 'hidden.style'
                    | 'hidden.encoded'
                    | 'pipe.downloadRun'
                    | 'pipe.knownInstaller'
                    | 'pipe.foreignPackage'
                    | 'pipe.asksPerson'
                    | 'credentials.file'
                    | 'credentials.environment'
                    | 'credentials.metadata'
                    | 'credentials.otherAgent'
                    | 'credentials.harvest'
                    | 'exfiltration.combined'
                    | 'exfiltration.dropHost'
                    | 'exfiltration.dns'
                    | 'exfiltration.upload'
                    | 'exfiltration.instructed'
                    | 'exfiltration.surveillance'
                    | 'hosts.undeclared'
                    | 'hosts.unusual'
                    | 'hosts.contacted'
                    | 'obfuscation.decodedRun'
                    | 'obfuscation.packed'
                    | 'obfuscation.indirect'
                    | 'obfuscation.program'
                    | 'dangerous.evaluates'
                    | 'dangerous.shell'
                    | 'dangerous.deletes'
                    | 'dangerous.reverseShell'
                    | 'dangerous.persistence'
                    | 'dangerous.system'
                    | 'dangerous.unpickles'
                    | 'dangerous.mining'
                    | 'dangerous.weakens'
                    | 'secret.key'
                    | 'secret.privateKey'
                    | 'secret.password'
                    | 'archive.escapes'
                    | 'archive.link'
                    | 'archive.duplicate'
                    | 'archive.unreadable'
                    | 'bomb.ratio'
                    | 'bomb.nested'
                    | 'bomb.tooLarge'
                    | 'bomb.tooMany'
                  excerpt: string
                }[]
                omitted: number
              }
              createdByName: string
              approvedByName: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put: {
      parameters: {
        query?: never
        path: { tenantId: string; skillId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: {
        content: {
          'application/json': {
            baseVersion?: number
            files?: { path: string; encoding?: 'utf8' | 'base64'; content: string }[]
            zip?: string
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              skill: {
                id: string
                name: string
                description: string
                workspaceId: string | null
                agentId: string | null
                version: number
                activeVersion: number | null
                createdAt: string
                updatedAt: string
                files: { path: string; encoding: 'utf8' | 'base64'; content: string }[]
                report: {
                  verdict: 'pass' | 'review' | 'block'
                  findings: {
                    path: string
                    line: number
                    severity: 'low' | 'medium' | 'high' | 'critical'
                    category:
                      | 'override'
                      | 'hidden_text'
                      | 'pipe_to_shell'
                      | 'credentials'
                      | 'exfiltration'
                      | 'undeclared_host'
                      | 'obfuscation'
                      | 'dangerous_call'
                      | 'secret'
                      | 'archive'
                      | 'bomb'
                    reason:
                      | 'override.instructions'
                      | 'override.secrecy'
                      | 'override.impersonation'
                      | 'override.unrestricted'
                      | 'override.promptLeak'
                      | 'override.authority'
                      | 'override.safety'
                      | 'override.memory'
                      | 'override.noConfirmation'
                      | 'hidden.zeroWidth'
                      | 'hidden.bidi'
                      | 'hidden.tags'
                      | 'hidden.homoglyph'
                      | 'hidden.comment'
                      | 'hidden.style'
                      | 'hidden.encoded'
                      | 'pipe.downloadRun'
                      | 'pipe.knownInstaller'
                      | 'pipe.foreignPackage'
                      | 'pipe.asksPerson'
                      | 'credentials.file'
                      | 'credentials.environment'
                      | 'credentials.metadata'
                      | 'credentials.otherAgent'
                      | 'credentials.harvest'
                      | 'exfiltration.combined'
                      | 'exfiltration.dropHost'
                      | 'exfiltration.dns'
                      | 'exfiltration.upload'
                      | 'exfiltration.instructed'
                      | 'exfiltration.surveillance'
                      | 'hosts.undeclared'
                      | 'hosts.unusual'
                      | 'hosts.contacted'
                      | 'obfuscation.decodedRun'
                      | 'obfuscation.packed'
                      | 'obfuscation.indirect'
                      | 'obfuscation.program'
                      | 'dangerous.evaluates'
                      | 'dangerous.shell'
                      | 'dangerous.deletes'
                      | 'dangerous.reverseShell'
                      | 'dangerous.persistence'
                      | 'dangerous.system'
                      | 'dangerous.unpickles'
                      | 'dangerous.mining'
                      | 'dangerous.weakens'
                      | 'secret.key'
                      | 'secret.privateKey'
                      | 'secret.password'
                      | 'archive.escapes'
                      | 'archive.link'
                      | 'archive.duplicate'
                      | 'archive.unreadable'
                      | 'bomb.ratio'
                      | 'bomb.nested'
                      | 'bomb.tooLarge'
                      | 'bomb.tooMany'
                    excerpt: string
                  }[]
                  omitted: number
                }
                createdByName: string
                approvedByName: string | null
              } | null
              report: {
                verdict: 'pass' | 'review' | 'block'
                findings: {
                  path: string
                  line: number
                  severity: 'low' | 'medium' | 'high' | 'critical'
                  category:
                    | 'override'
                    | 'hidden_text'
                    | 'pipe_to_shell'
                    | 'credentials'
                    | 'exfiltration'
                    | 'undeclared_host'
                    | 'obfuscation'
                    | 'dangerous_call'
                    | 'secret'
                    | 'archive'
                    | 'bomb'
                  reason:
                    | 'override.instructions'
                    | 'override.secrecy'
                    | 'override.impersonation'
                    | 'override.unrestricted'
                    | 'override.promptLeak'
                    | 'override.authority'
                    | 'override.safety'
                    | 'override.memory'
                    | 'override.noConfirmation'
                    | 'hidden.zeroWidth'
                    | 'hidden.bidi'
                    | 'hidden.tags'
                    | 'hidden.homoglyph'
                    | 'hidden.comment'
                    | 'hidden.style'
                    | 'hidden.encoded'
                    | 'pipe.downloadRun'
                    | 'pipe.knownInstaller'
                    | 'pipe.foreignPackage'
                    | 'pipe.asksPerson'
                    | 'credentials.file'
                    | 'credentials.environment'
                    | 'credentials.metadata'
                    | 'credentials.otherAgent'
                    | 'credentials.harvest'
                    | 'exfiltration.combined'
                    | 'exfiltration.dropHost'
                    | 'exfiltration.dns'
                    | 'exfiltration.upload'
                    | 'exfiltration.instructed'
                    | 'exfiltration.surveillance'
                    | 'hosts.undeclared'
                    | 'hosts.unusual'
                    | 'hosts.contacted'
                    | 'obfuscation.decodedRun'
                    | 'obfuscation.packed'
                    | 'obfuscation.indirect'
                    | 'obfuscation.program'
                    | 'dangerous.evaluates'
                    | 'dangerous.shell'
                    | 'dangerous.deletes'
                    | 'dangerous.reverseShell'
                    | 'dangerous.persistence'
                    | 'dangerous.system'
                    | 'dangerous.unpickles'
                    | 'dangerous.mining'
                    | 'dangerous.weakens'
                    | 'secret.key'
                    | 'secret.privateKey'
                    | 'secret.password'
                    | 'archive.escapes'
                    | 'archive.link'
                    | 'archive.duplicate'
                    | 'archive.unreadable'
                    | 'bomb.ratio'
                    | 'bomb.nested'
                    | 'bomb.tooLarge'
                    | 'bomb.tooMany'
                  excerpt: string
                }[]
                omitted: number
              }
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete: {
      parameters: {
        query?: never
        path: { tenantId: string; skillId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { id: string; name: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch?: never
  }
  '/tenants/{tenantId}/api-keys': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { tenantId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { items: ApiKey[]; nextCursor: string | null } }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'Idempotency-Key'?: string }; cookie?: never }
      requestBody: {
        content: {
          'application/json': {
            name: string
            role?: 'viewer' | 'member' | 'admin' | 'owner'
            scopes?: ('read' | 'write' | 'manage')[]
            workspaceId?: string | null
            expiresAt?: string | null
          }
        }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              hint: string
              role: 'viewer' | 'member' | 'admin' | 'owner'
              scopes: ('read' | 'write' | 'manage')[]
              workspaceId: string | null
              createdAt: string
              lastUsedAt: string | null
              expiresAt: string | null
              revokedAt: string | null
              key: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/api-keys/{apiKeyId}': {
    get?: never
    put?: never
    post?: never
    delete: {
      parameters: { query?: never; path: { tenantId: string; apiKeyId: string }; header?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': ApiKey } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch?: never
  }
  '/tenants/{tenantId}/members': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { tenantId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { items: Member[]; nextCursor: string | null } }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/members/{userId}': {
    get?: never
    put?: never
    post?: never
    delete: {
      parameters: { query?: never; path: { tenantId: string; userId: string }; header?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { userId: string; revokedKeys: number } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch: {
      parameters: { query?: never; path: { tenantId: string; userId: string }; header?: never; cookie?: never }
      requestBody: { content: { 'application/json': { role: 'viewer' | 'member' | 'admin' | 'owner' } } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Member } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/tenants/{tenantId}/invitations': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number; state?: 'open' | 'used' | 'expired' | 'revoked' }
        path: { tenantId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                role: 'viewer' | 'member' | 'admin' | 'owner'
                email: string | null
                workspaceId: string | null
                maxUses: number
                uses: number
                state: 'open' | 'used' | 'expired' | 'revoked'
                delivery:
                  | 'none'
                  | 'sending'
                  | 'sent'
                  | 'address_refused'
                  | 'credentials_refused'
                  | 'unreachable'
                  | 'refused'
                inviterName: string | null
                createdAt: string
                expiresAt: string
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'Idempotency-Key'?: string }; cookie?: never }
      requestBody?: {
        content: {
          'application/json': {
            role?: 'viewer' | 'member' | 'admin' | 'owner'
            email?: string | null
            workspaceId?: string | null
            maxUses?: number
            expiresInDays?: number
            language?: 'en' | 'de'
          }
        }
      }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              role: 'viewer' | 'member' | 'admin' | 'owner'
              email: string | null
              workspaceId: string | null
              maxUses: number
              uses: number
              state: 'open' | 'used' | 'expired' | 'revoked'
              delivery:
                | 'none'
                | 'sending'
                | 'sent'
                | 'address_refused'
                | 'credentials_refused'
                | 'unreachable'
                | 'refused'
              inviterName: string | null
              createdAt: string
              expiresAt: string
              url: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/invitations/{invitationId}/resend': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { tenantId: string; invitationId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: { content: { 'application/json': { expiresInDays?: number } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              role: 'viewer' | 'member' | 'admin' | 'owner'
              email: string | null
              workspaceId: string | null
              maxUses: number
              uses: number
              state: 'open' | 'used' | 'expired' | 'revoked'
              delivery:
                | 'none'
                | 'sending'
                | 'sent'
                | 'address_refused'
                | 'credentials_refused'
                | 'unreachable'
                | 'refused'
              inviterName: string | null
              createdAt: string
              expiresAt: string
              url: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/invitations/{invitationId}': {
    get?: never
    put?: never
    post?: never
    delete: {
      parameters: { query?: never; path: { tenantId: string; invitationId: string }; header?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              role: 'viewer' | 'member' | 'admin' | 'owner'
              email: string | null
              workspaceId: string | null
              maxUses: number
              uses: number
              state: 'open' | 'used' | 'expired' | 'revoked'
              delivery:
                | 'none'
                | 'sending'
                | 'sent'
                | 'address_refused'
                | 'credentials_refused'
                | 'unreachable'
                | 'refused'
              inviterName: string | null
              createdAt: string
              expiresAt: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch?: never
  }
  '/tenants/{tenantId}': {
    get: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'If-None-Match'?: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              role: 'viewer' | 'member' | 'admin' | 'owner'
              createdAt: string
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete: {
      parameters: {
        query: { confirmName: string }
        path: { tenantId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { id: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'If-Match'?: string }; cookie?: never }
      requestBody: { content: { 'application/json': { name: string } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              name: string
              role: 'viewer' | 'member' | 'admin' | 'owner'
              createdAt: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/tenants/{tenantId}/leave': {
    get?: never
    put?: never
    post: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'Idempotency-Key'?: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { userId: string; revokedKeys: number } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/transfer': {
    get?: never
    put?: never
    post: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'Idempotency-Key'?: string }; cookie?: never }
      requestBody: { content: { 'application/json': { userId: string } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { ownerId: string; formerOwnerId: string } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/workspaces/{workspaceId}/archive': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { tenantId: string; workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Workspace } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/workspaces/{workspaceId}/restore': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { tenantId: string; workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Workspace } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/workspaces/{workspaceId}': {
    get?: never
    put?: never
    post?: never
    delete: {
      parameters: {
        query: { confirmName: string }
        path: { tenantId: string; workspaceId: string }
        header?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { id: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch?: never
  }
  '/workspaces/{workspaceId}/threads': {
    get: {
      parameters: {
        query?: {
          agentId?: string
          mine?: boolean
          pinned?: boolean
          live?: boolean
          team?: boolean
          state?: 'active' | 'archived' | 'deleted'
          cursor?: string
          limit?: number
        }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { items: Thread[]; nextCursor: string | null } }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: {
        content: { 'application/json': { agentId: string; title?: string; private?: boolean; threadId?: string } }
      }
      responses: {
        201: { headers: Record<string, unknown>; content: { 'application/json': Thread } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/threads/{threadId}': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; threadId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Thread } }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete: {
      parameters: {
        query?: never
        path: { workspaceId: string; threadId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { id: string; title: string; stoppedRuns: number } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch: {
      parameters: {
        query?: never
        path: { workspaceId: string; threadId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { title: string } } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Thread } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/workspaces/{workspaceId}/threads/{threadId}/archived': {
    get?: never
    put: {
      parameters: { query?: never; path: { workspaceId: string; threadId: string }; header?: never; cookie?: never }
      requestBody: { content: { 'application/json': { archived: boolean } } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Thread } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/shared-threads/{threadId}': {
    get: {
      parameters: {
        query?: never
        path: { tenantId: string; threadId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': SharedThread } }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/shared-threads': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { tenantId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { items: SharedThread[]; nextCursor: string | null } }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/threads/{threadId}/shares': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { workspaceId: string; threadId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: { userId: string; name: string; email: string; createdAt: string }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/threads/{threadId}/open': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; threadId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Thread } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/threads/{threadId}/pinned': {
    get?: never
    put: {
      parameters: { query?: never; path: { workspaceId: string; threadId: string }; header?: never; cookie?: never }
      requestBody: { content: { 'application/json': { pinned: boolean } } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Thread } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/threads/{threadId}/restore': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; threadId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Thread } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/search/threads': {
    get: {
      parameters: {
        query: { q: string; agentId?: string; archived?: boolean; limit?: number }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { items: ThreadSearchHit[] } } }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/threads/{threadId}/shares/{userId}': {
    get?: never
    put: {
      parameters: {
        query?: never
        path: { workspaceId: string; threadId: string; userId: string }
        header?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { userId: string; name: string; email: string; createdAt: string } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete: {
      parameters: {
        query?: never
        path: { workspaceId: string; threadId: string; userId: string }
        header?: never
        cookie?: never
      }
      requestBody?: never
      responses: {
        204: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch?: never
  }
  '/tenants/{tenantId}/shared-threads/{threadId}/transcript': {
    get: {
      parameters: {
        query?: never
        path: { tenantId: string; threadId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Transcript } }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/members': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { items: WorkspaceMember[]; nextCursor: string | null } }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { userId: string } } }
      responses: {
        201: { headers: Record<string, unknown>; content: { 'application/json': { userId: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/tenants/{tenantId}/workspaces': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number; archived?: boolean }
        path: { tenantId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { items: Workspace[]; nextCursor: string | null } }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: { query?: never; path: { tenantId: string }; header?: { 'Idempotency-Key'?: string }; cookie?: never }
      requestBody: { content: { 'application/json': { name: string; access?: 'tenant' | 'named' } } }
      responses: {
        201: { headers: Record<string, unknown>; content: { 'application/json': Workspace } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              tenantId: string
              name: string
              access: 'tenant' | 'named'
              createdAt: string
              archivedAt: string | null
              role: 'viewer' | 'member' | 'admin' | 'owner'
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch: {
      parameters: { query?: never; path: { workspaceId: string }; header?: { 'If-Match'?: string }; cookie?: never }
      requestBody?: { content: { 'application/json': { name?: string; access?: 'tenant' | 'named' } } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': Workspace } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
  }
  '/workspaces/{workspaceId}/files': {
    get: {
      parameters: {
        query?: { path?: string; cursor?: string; limit?: number }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': FileListing } }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/members/{userId}': {
    get?: never
    put?: never
    post?: never
    delete: {
      parameters: { query?: never; path: { workspaceId: string; userId: string }; header?: never; cookie?: never }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { userId: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch?: never
  }
  '/workspaces/{workspaceId}/files/stat': {
    get: {
      parameters: {
        query?: { path?: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              path: string
              kind: 'file' | 'directory' | 'link' | 'other'
              size: number
              modifiedAtMs: number
              version: string
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/files/uploads/{uploadId}': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; uploadId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              path: string
              size: number
              modifiedAtMs: number | null
              createdById: string
              createdAt: string
              offset: number
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete: {
      parameters: {
        query?: never
        path: { workspaceId: string; uploadId: string }
        header?: { 'If-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { id: string; path: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        412: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    patch?: never
  }
  '/workspaces/{workspaceId}/files/delete': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { paths: string[] } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              deleted: { id: string; path: string; deletedByName: string; deletedAt: string; keptUntil: string }[]
              failed: { path: string; code: string; detail: string }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/files/trash/delete': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { ids: string[] } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { removed: { id: string; path: string }[] } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/files/uploads/{uploadId}/finish': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string; uploadId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody?: { content: { 'application/json': { onTaken?: 'replace' | 'rename' | 'refuse' } } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { path: string; size: number } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/files/trash': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: { id: string; path: string; deletedByName: string; deletedAt: string; keptUntil: string }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/files/uploads': {
    get: {
      parameters: {
        query?: { cursor?: string; limit?: number }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              items: {
                id: string
                path: string
                size: number
                modifiedAtMs: number | null
                createdById: string
                createdAt: string
              }[]
              nextCursor: string | null
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { path: string; size: number; modifiedAtMs?: number | null } } }
      responses: {
        201: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              path: string
              size: number
              modifiedAtMs: number | null
              createdById: string
              createdAt: string
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/files/folders': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { path: string } } }
      responses: {
        201: { headers: Record<string, unknown>; content: { 'application/json': { path: string } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/files/move': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { moves: { from: string; to: string }[]; replace?: boolean } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              moved: { from: unknown; to: unknown }[]
              failed: { path: string; code: string; detail: string }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/files/usage': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { usedBytes: number; quotaBytes: number } }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/files/trash/restore': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { ids: string[] } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              restored: { id: string; path: string }[]
              failed: { path: string; code: string; detail: string }[]
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/me': {
    get: {
      parameters: { query?: never; path?: never; header?: { 'If-None-Match'?: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              tenants: { id: string; name: string; role: 'viewer' | 'member' | 'admin' | 'owner' }[]
              workspaces: {
                id: string
                name: string
                tenantId: string
                role: 'viewer' | 'member' | 'admin' | 'owner'
              }[]
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/openai/models': {
    get: {
      parameters: { query?: never; path?: never; header?: { 'If-None-Match'?: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              object: 'list'
              data: { id: string; object: 'model'; created: number; owned_by: string; name: string }[]
            }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        401: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        403: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        404: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        409: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        413: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        429: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        500: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        502: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        503: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/openai/models/{model}': {
    get: {
      parameters: { query?: never; path: { model: string }; header?: { 'If-None-Match'?: string }; cookie?: never }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': { id: string; object: 'model'; created: number; owned_by: string; name: string }
          }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        401: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        403: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        404: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        409: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        413: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        429: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        500: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        502: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        503: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/openai/chat/completions': {
    get?: never
    put?: never
    post: {
      parameters: { query?: never; path?: never; header?: { 'Idempotency-Key'?: string }; cookie?: never }
      requestBody: {
        content: {
          'application/json': {
            model: string
            messages: (
              | { role: 'system' | 'developer'; content: string | { type: 'text'; text: string }[] }
              | { role: 'user'; content: string | { type: 'text'; text: string }[] }
              | {
                  role: 'assistant'
                  content?: (string | { type: 'text'; text: string }[]) | null
                  tool_calls?: { id: string; type: 'function'; function: { name: string; arguments: string } }[]
                }
              | { role: 'tool'; tool_call_id: string; content: string | { type: 'text'; text: string }[] }
            )[]
            stream?: boolean | null
            stream_options?: { include_usage?: boolean } | null
            tools?:
              | {
                  type: 'function'
                  function: { name: string; description?: string; parameters?: Record<string, unknown> }
                }[]
              | null
            tool_choice?: ('auto' | 'none') | null
            n?: 1 | null
            response_format?: { type: 'text' } | null
            metadata?: { thread_id?: string } | null
          }
        }
      }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: {
            'application/json': {
              id: string
              object: 'chat.completion'
              created: number
              model: string
              choices: {
                index: 0
                message: {
                  role: 'assistant'
                  content: string | null
                  refusal: null
                  tool_calls?: { id: string; type: 'function'; function: { name: string; arguments: string } }[]
                }
                logprobs: null
                finish_reason: 'stop' | 'length' | 'tool_calls'
              }[]
              usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number }
              crewhouse: { thread_id: string; run_id: string }
            }
          }
        }
        400: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        401: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        403: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        404: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        409: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        413: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        429: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        500: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        502: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
        503: { headers: Record<string, unknown>; content: { 'application/json': OpenAiError } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/mcp': {
    get?: never
    put?: never
    post: {
      parameters: {
        query?: never
        path: { workspaceId: string }
        header?: { 'Idempotency-Key'?: string }
        cookie?: never
      }
      requestBody: { content: { 'application/json': { jsonrpc: '2.0'; method: string } } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'text/event-stream': unknown; 'application/json': unknown }
        }
        202: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/runs/{runId}/events': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; runId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'text/event-stream': string } }
        204: { headers: Record<string, unknown>; content?: never }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/agent-images/{imageId}': {
    get: {
      parameters: {
        query?: never
        path: { workspaceId: string; imageId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'image/png': unknown; 'image/jpeg': unknown; 'image/webp': unknown }
        }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/files/content': {
    get: {
      parameters: {
        query: { path: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/octet-stream': unknown } }
        206: { headers: Record<string, unknown>; content: { 'application/octet-stream': unknown } }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        416: { headers: Record<string, unknown>; content?: never }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put: {
      parameters: { query: { path: string }; path: { workspaceId: string }; header?: never; cookie?: never }
      requestBody: { content: { 'application/octet-stream': unknown } }
      responses: {
        200: {
          headers: Record<string, unknown>
          content: { 'application/json': { size: number; version: string; path: string } }
        }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/files/zip': {
    get: {
      parameters: {
        query: { path: string }
        path: { workspaceId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/zip': unknown } }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/files/uploads/{uploadId}/content': {
    get?: never
    put: {
      parameters: {
        query: { offset: number }
        path: { workspaceId: string; uploadId: string }
        header?: never
        cookie?: never
      }
      requestBody: { content: { 'application/octet-stream': unknown } }
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/json': { offset: number } } }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        402: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        413: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    post?: never
    delete?: never
    patch?: never
  }
  '/workspaces/{workspaceId}/threads/{threadId}/export': {
    get: {
      parameters: {
        query?: { format?: 'markdown' | 'json' }
        path: { workspaceId: string; threadId: string }
        header?: { 'If-None-Match'?: string }
        cookie?: never
      }
      requestBody?: never
      responses: {
        200: { headers: Record<string, unknown>; content: { 'application/octet-stream': unknown } }
        304: { headers: Record<string, unknown>; content?: never }
        400: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        401: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        403: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        404: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        409: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        429: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        500: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
        503: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
      }
    }
    put?: never
    post?: never
    delete?: never
    patch?: never
  }
}
