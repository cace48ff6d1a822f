'use client'

import { ArrowUp, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { useDraft } from './use-draft.ts'

interface ComposerProps {
  threadId: string
  agentName: string
  /** A run is at work: an empty composer offers to stop it; a message waits its turn. */
  isBusy: boolean
  isCancelling: boolean
  onSend: (text: string) => void
  onCancel: () => void
}

/** Where a person writes. Enter sends, Shift and Enter begin a new line. */
export function Composer({ threadId, agentName, isBusy, isCancelling, onSend, onCancel }: ComposerProps) {
  const t = useTranslations('chat')
  const [text, setText] = useDraft(`draft:${threadId}`)
  const field = useRef<HTMLTextAreaElement>(null)
  const canSend = text.trim() !== ''
  const send = () => {
    if (!canSend) return
    onSend(text.trim())
    setText('')
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, Enter chooses a word. (Safari ends the composition first: key code 229 tells.)
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form
      className="rounded-xl border border-control bg-raised shadow-raised transition-colors focus-within:border-ring"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
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
        className="field-sizing-content block max-h-[40dvh] min-h-11 w-full resize-none bg-transparent px-4 pt-3 pb-1 text-[0.9375rem] leading-relaxed outline-none max-md:text-[1rem]"
      />
      <div className="flex items-center gap-2 px-2 pb-2">
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
