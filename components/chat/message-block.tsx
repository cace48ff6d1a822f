'use client'

import { CornerDownRight, Pencil, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import type { MessageView } from '#lib/stream/events.ts'
import { AttachmentList } from './attachment-list.tsx'

export interface MessageActions {
  /** Another text: in its place while it waits, else as a new branch. */
  edit: (message: MessageView, text: string) => Promise<void>
  withdraw: (message: MessageView) => Promise<void>
  steer: (message: MessageView) => Promise<void>
}

interface MessageBlockProps {
  /** Null: the thread is shared, its workspace's files are not. */
  workspaceId: string | null
  message: MessageView
  isOwn: boolean
  /** Nobody has looked at it yet. */
  isWaiting: boolean
  /** A run is at work before it, which could take it in. */
  canSteer: boolean
  isSteering: boolean
  /** Absent for who may only watch. */
  actions: MessageActions | undefined
  /** Leads to other versions. */
  picker: ReactNode
}

/** What a person wrote, and what can be done about it. */
export function MessageBlock(props: MessageBlockProps) {
  const { message, isOwn, isWaiting, actions } = props
  const t = useTranslations('chat')
  const [isEditing, setEditing] = useState(false)
  const canEdit = actions !== undefined && (!isWaiting || isOwn)
  return (
    <div className={`group/message flex flex-col gap-1 ${isOwn ? 'items-end' : 'items-start'}`}>
      {!isOwn && <span className="text-muted-foreground text-xs">{message.authorName}</span>}
      <AttachmentList workspaceId={props.workspaceId} files={message.attachments} />
      {isEditing && actions ? (
        <EditForm
          message={message}
          isWaiting={isWaiting}
          onSave={(text) => actions.edit(message, text)}
          onClose={() => setEditing(false)}
        />
      ) : (
        <p className="max-w-[85%] whitespace-pre-wrap break-words rounded-2xl bg-muted px-4 py-2 text-[0.9375rem] leading-relaxed">
          {message.text}
        </p>
      )}
      {!isEditing && (
        <div className="flex min-h-7 items-center gap-1">
          {props.isSteering && <span className="text-muted-foreground text-xs">{t('steering')}</span>}
          {isWaiting && actions && (
            <>
              {props.canSteer && !props.isSteering && (
                <Button variant="ghost" size="sm" onClick={() => void actions.steer(message)}>
                  <CornerDownRight aria-hidden />
                  {t('steer')}
                </Button>
              )}
              <Button variant="ghost" size="sm" onClick={() => void actions.withdraw(message)}>
                <Undo2 aria-hidden />
                {t('withdraw')}
              </Button>
            </>
          )}
          {canEdit && (
            <span className="opacity-0 transition-opacity focus-within:opacity-100 group-hover/message:opacity-100 max-md:opacity-100">
              <Tooltip label={isWaiting ? t('editWaiting') : t('editBranch')}>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={isWaiting ? t('editWaiting') : t('editBranch')}
                  onClick={() => setEditing(true)}
                >
                  <Pencil aria-hidden />
                </Button>
              </Tooltip>
            </span>
          )}
          {props.picker}
        </div>
      )}
    </div>
  )
}

interface EditFormProps {
  message: MessageView
  isWaiting: boolean
  onSave: (text: string) => Promise<void>
  onClose: () => void
}

function EditForm({ message, isWaiting, onSave, onClose }: EditFormProps) {
  const t = useTranslations('chat')
  const [text, setText] = useState(message.text)
  const [isSaving, setSaving] = useState(false)
  const save = () => {
    setSaving(true)
    void onSave(text.trim()).then(onClose, () => setSaving(false))
  }
  return (
    <form
      className="flex w-full max-w-[85%] flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // Escape closes the form; it does not stop the run.
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      <Textarea
        autoFocus
        aria-label={t('editLabel')}
        value={text}
        maxLength={100_000}
        onChange={(event) => setText(event.target.value)}
        className="field-sizing-content min-h-20"
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        {!isWaiting && <p className="mr-auto text-muted-foreground text-xs">{t('filesNotRewound')}</p>}
        <Button variant="ghost" size="sm" onClick={onClose}>
          {t('cancelEdit')}
        </Button>
        <Button type="submit" variant="primary" size="sm" pending={isSaving} disabled={text.trim() === ''}>
          {isWaiting ? t('saveEdit') : t('sendBranch')}
        </Button>
      </div>
    </form>
  )
}
