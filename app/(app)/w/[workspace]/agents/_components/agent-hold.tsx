'use client'

import { useTranslations } from 'next-intl'
import { createContext, type ReactNode, use, useCallback, useMemo, useOptimistic, useTransition } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { useUndoable } from '#components/ui/use-undoable.ts'
import { type Hold, holdAgent } from '../actions.ts'

const opposites = { pause: 'resume', resume: 'pause', archive: 'unarchive', unarchive: 'archive' } as const

interface HoldState {
  isPaused: boolean
  isArchived: boolean
}

interface AgentHoldProps extends HoldState {
  workspaceId: string
  agentId: string
  children: ReactNode
}

const HoldContext = createContext<(HoldState & { hold: (verb: Hold) => void }) | null>(null)

/** Whether an agent is paused or archived, changed at once for all that shows it on the page. */
export function AgentHold({ workspaceId, agentId, isPaused, isArchived, children }: AgentHoldProps) {
  const t = useTranslations('agents')
  const undoable = useUndoable()
  const [, startTransition] = useTransition()
  const [held, show] = useOptimistic({ isPaused, isArchived }, after)
  const change = useCallback(
    (verb: Hold): ReturnType<typeof holdAgent> =>
      new Promise((resolve, reject) => {
        startTransition(async () => {
          show(verb)
          await holdAgent({ workspaceId, agentId, verb }).then(resolve, reject)
        })
      }),
    [workspaceId, agentId, show],
  )
  const hold = useCallback(
    (verb: Hold) =>
      void undoable({ done: t(`held.${verb}`), run: () => change(verb), undo: () => change(opposites[verb]) }),
    [t, undoable, change],
  )
  const value = useMemo(() => ({ ...held, hold }), [held, hold])
  return <HoldContext value={value}>{children}</HoldContext>
}

export function useAgentHold() {
  const value = use(HoldContext)
  if (!value) throw new Error('useAgentHold needs AgentHold around it.')
  return value
}

export function AgentHoldBadge() {
  const t = useTranslations('agents')
  const { isPaused, isArchived } = useAgentHold()
  if (isArchived) return <Badge>{t('states.archived')}</Badge>
  return isPaused ? <Badge tone="warning">{t('states.paused')}</Badge> : null
}

function after(state: HoldState, verb: Hold): HoldState {
  if (verb === 'pause' || verb === 'resume') return { ...state, isPaused: verb === 'pause' }
  return { ...state, isArchived: verb === 'archive' }
}
