'use client'

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { followHints } from '#components/stream/follow-hints.ts'
import { useReload } from '#components/stream/use-reload.ts'
import type { ApprovalView } from '#lib/approvals/schema.ts'
import { workspaceEvent } from '#lib/stream/events.ts'
import { approvalApi } from './approval-api.ts'

export interface Approvals {
  workspaceId: string
  /** What the person may do about them. */
  mayAnswer: boolean
  mayWriteRules: boolean
  /** Open ones, the oldest first; null until they were loaded. */
  open: readonly ApprovalView[] | null
  openCount: number
  /** What was open while this page was, and was answered since: so that whoever looks at it sees by whom. */
  settled: ReadonlyMap<string, ApprovalView>
  /** Rises with each load. */
  version: number
  reload: () => void
}

const Context = createContext<Approvals | null>(null)

interface ApprovalsProviderProps {
  workspaceId: string
  mayAnswer: boolean
  mayWriteRules: boolean
  children: ReactNode
}

/** What the workspace's agents ask people, live, for every page of it. */
export function ApprovalsProvider({ workspaceId, mayAnswer, mayWriteRules, children }: ApprovalsProviderProps) {
  const [state, setState] = useState<Pick<Approvals, 'open' | 'openCount' | 'settled' | 'version'>>({
    open: null,
    openCount: 0,
    settled: new Map(),
    version: 0,
  })
  const known = useRef<readonly ApprovalView[]>([])

  const load = useCallback(async () => {
    const { items, openCount } = await approvalApi.open(workspaceId)
    const isOpen = new Set(items.map(({ id }) => id))
    const gone = known.current.filter(({ id }) => !isOpen.has(id))
    const settled = await Promise.all(gone.map(({ id }) => approvalApi.get(workspaceId, id).catch(() => null)))
    known.current = items
    setState((before) => ({
      open: items,
      openCount,
      settled: new Map([
        ...before.settled,
        ...settled.flatMap((one): [string, ApprovalView][] => (one ? [[one.toolCallId, one]] : [])),
      ]),
      version: before.version + 1,
    }))
  }, [workspaceId])

  const reload = useReload(load)

  useEffect(() => {
    known.current = []
    const end = followHints(`workspace:${workspaceId}`, {
      onEvents: (events) => {
        if (events.some((event) => workspaceEvent.safeParse(event).data?.type === 'approvals.changed')) reload()
      },
      onStale: reload,
    })
    reload()
    return end
  }, [workspaceId, reload])

  const value = useMemo(
    () => ({ ...state, workspaceId, mayAnswer, mayWriteRules, reload }),
    [state, workspaceId, mayAnswer, mayWriteRules, reload],
  )
  return <Context value={value}>{children}</Context>
}

/** Null outside of a workspace: where a thread is read that somebody shared. */
export function useApprovals(): Approvals | null {
  return use(Context)
}
