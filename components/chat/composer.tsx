'use client'

import { ArrowUp, CornerDownRight, Paperclip, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { PendingFiles } from './pending-files.tsx'
import type { PostOptions } from './thread-store.ts'
import { useAttachments } from './use-attachments.ts'
import { useDraft } from './use-draft.ts'

interface ComposerProps {
  workspaceId: string
  threadId: string
  agentName: string
  /** A run is at work: an empty composer offers to stop it; a message waits its turn. */
  isBusy: boolean
  isCancelling: boolean
  onSend: (text: string, options: PostOptions) => void
  onCancel: () => void
}

/** Where a person writes. Enter sends, Shift and Enter begin a new line, Ctrl and Enter hand the message to the run at work. */
export function Composer({ workspaceId, threadId, agentName, isBusy, isCancelling, onSend, onCancel }: ComposerProps) {
  const t = useTranslations('chat')
  const [text, setText] = useDraft(`draft:${threadId}`)
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const { files, add, remove, clear } = useAttachments(workspaceId)
  const [isDropTarget, setDropTarget] = useState(false)
  const canSend = text.trim() !== '' && files.every(({ state }) => state === 'ready')
  const send = (steer = false) => {
    if (!canSend) return
    onSend(text.trim(), { attachments: files.map(({ attachment }) => attachment), ...(steer && { steer }) })
    setText('')
    clear()
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, Enter chooses a word. (Safari ends the composition first: key code 229 tells.)
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || isComposing) return
    event.preventDefault()
    send(isBusy && (event.ctrlKey || event.metaKey))
  }
  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files]
    if (pasted.length === 0) return
    event.preventDefault()
    add(pasted)
  }
  const onDrag = (event: DragEvent, isOver: boolean) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setDropTarget(isOver)
  }
  return (
    <form
      className={cn(
        'rounded-xl border border-control bg-raised shadow-raised transition-colors focus-within:border-ring',
        isDropTarget && 'border-ring bg-hover',
      )}
      onDragOver={(event) => onDrag(event, true)}
      onDragLeave={(event) => onDrag(event, false)}
      onDrop={(event) => {
        onDrag(event, false)
        add([...event.dataTransfer.files])
      }}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <PendingFiles files={files} onRemove={remove} />
      <label htmlFor="composer" className="sr-only">
        {t('messageTo', { agent: agentName })}
      </label>
      <textarea
        id="composer"
        ref={field}
        rows={1}
        value={text}
        maxLength={100_000}
        placeholder={isBusy ? t('placeholderNext', { agent: agentName }) : t('placeholder', { agent: agentName })}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        className="field-sizing-content block max-h-[40dvh] min-h-11 w-full resize-none bg-transparent px-4 pt-3 pb-1 text-[0.9375rem] leading-relaxed outline-none max-md:text-[1rem]"
      />
      <div className="flex items-center gap-2 px-2 pb-2">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={t('attach')}
          onChange={({ target }) => {
            add([...(target.files ?? [])])
            target.value = ''
          }}
        />
        <Tooltip label={t('attachHint')}>
          <Button variant="ghost" size="icon" aria-label={t('attach')} onClick={() => picker.current?.click()}>
            <Paperclip aria-hidden />
          </Button>
        </Tooltip>
        <span className="truncate px-2 text-muted-foreground text-xs max-md:hidden">
          {isBusy ? t('hintBusy') : t('hintIdle')}
        </span>
        <span className="ml-auto flex gap-1">
          {isBusy && (
            <Tooltip label={t('stop')} shortcut="Esc">
              <Button size="icon" aria-label={t('stop')} pending={isCancelling} onClick={onCancel}>
                <Square aria-hidden className="fill-current" />
              </Button>
            </Tooltip>
          )}
          {isBusy && canSend && (
            <Tooltip label={t('steerHint')} shortcut="Ctrl Enter">
              <Button size="icon" aria-label={t('steer')} onClick={() => send(true)}>
                <CornerDownRight aria-hidden />
              </Button>
            </Tooltip>
          )}
          {(!isBusy || canSend) && (
            <Tooltip label={t('send')} shortcut="Enter">
              <Button type="submit" variant="primary" size="icon" aria-label={t('send')} disabled={!canSend}>
                <ArrowUp aria-hidden />
              </Button>
            </Tooltip>
          )}
        </span>
      </div>
    </form>
  )
}
