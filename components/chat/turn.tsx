'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { cn } from '#components/ui/class-names.ts'
import { isUntouched } from '#lib/runs/lifecycle.ts'
import type { RunView } from '#lib/runs/schema.ts'
import type { MessageView } from '#lib/stream/events.ts'
import { BranchPicker } from './branch-picker.tsx'
import { type MessageActions, MessageBlock } from './message-block.tsx'
import type { RetryNotice } from './reduce-thread.ts'
import type { RunActions } from './run-actions.ts'
import { RunBlock } from './run-block.tsx'

export interface ChatAgent {
  id: string
  name: string
  color: string
  face?: string
  /** It answers with the offline demo model. */
  isDemo: boolean
}

export interface TurnProps {
  /** Null: the thread is shared, its workspace's files are not. */
  workspaceId: string | null
  message: MessageView
  run: RunView
  /** All versions of the message, and all answers to this one; absent where there is one alone. */
  versions: readonly string[] | undefined
  answers: readonly string[] | undefined
  agent: ChatAgent
  retrying: RetryNotice | undefined
  /** The run at work on this branch, where this turn waits for it. */
  waitsFor: string | undefined
  actions: (RunActions & MessageActions) | undefined
  onOpen: (nodeId: string) => void
  isOwn: boolean
  /** One of the last: drawn at once. The others are, when they come near the screen. */
  isRecent: boolean
}

/** A message, and what was done in answer to it. */
export const Turn = memo(function Turn(props: TurnProps) {
  const t = useTranslations('chat')
  const { message, run, agent, isRecent, waitsFor, actions, onOpen } = props
  const isWaiting = isUntouched(run) && (props.answers?.length ?? 1) === 1 && waitsFor !== undefined
  return (
    <article
      aria-label={t('messageOf', { name: message.authorName })}
      data-agent-color={agent.color}
      className={cn(
        'flex flex-col gap-4',
        !isRecent && '[contain-intrinsic-size:auto_24rem] [content-visibility:auto]',
      )}
    >
      <MessageBlock
        workspaceId={props.workspaceId}
        message={message}
        isOwn={props.isOwn}
        isWaiting={isWaiting}
        canSteer={isWaiting}
        isSteering={isWaiting && run.steersRunId === waitsFor}
        actions={actions}
        picker={
          <BranchPicker ids={props.versions} currentId={message.id} label={t('versionsOfMessage')} onOpen={onOpen} />
        }
      />
      <div className="flex gap-3 max-md:flex-col max-md:gap-2">
        <Avatar name={agent.name} color={agent.color} face={agent.face} className="mt-0.5" size="sm" />
        <div className="min-w-0 flex-1">
          <RunBlock
            workspaceId={props.workspaceId}
            run={run}
            retrying={props.retrying}
            waits={waitsFor !== undefined}
            actions={actions}
            picker={
              props.answers && (
                <BranchPicker ids={props.answers} currentId={run.id} label={t('versionsOfAnswer')} onOpen={onOpen} />
              )
            }
          />
        </div>
      </div>
    </article>
  )
})
