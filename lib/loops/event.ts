/** Something that happened between agents, or that one of them did: what the detector looks at, one after the other. */
export interface LoopEvent {
  /** How the evidence names it: an id or its place in the exchange. */
  id: string
  /** Milliseconds; where they are missing, nothing is told from pauses. */
  atMs?: number | undefined
  type: 'message' | 'tool'
  from: string
  to?: string | undefined
  text?: string | undefined
  tool?: string | undefined
  args?: unknown
  result?: unknown
  /** Whether files, canvas, memory or other lasting things changed by it, or which; absent: not known. */
  changed?: boolean | readonly string[] | undefined
}

export type LoopKind = 'same_call' | 'undoing' | 'circle' | 'no_progress'

/** What showed a loop, for agents and for people. */
export interface LoopEvidence {
  kind: LoopKind
  /** Ids of the events that brought nothing new, oldest first. */
  events: string[]
  /** Who took part, in the order in which they first did. */
  agents: string[]
  /** A sentence or two that can stand alone. */
  words: string
}

export type LoopVerdict =
  | { verdict: 'fine' }
  | { verdict: 'warn'; evidence: LoopEvidence }
  | { verdict: 'stop'; evidence: LoopEvidence }
