'use client'

import { RotateCcw, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { PendingPost } from './thread-store.ts'

interface PendingMessageProps {
  post: PendingPost
  /** Another run is at work: this message waits its turn. */
  waits: boolean
  onAgain: (post: PendingPost) => void
  onDiscard: (post: PendingPost) => void
}

/** One's own message on its way. */
export function PendingMessage({ post, waits, onAgain, onDiscard }: PendingMessageProps) {
  const problemWords = useProblemWords()
  const t = useTranslations('chat')
  return (
    <article aria-label={t('yourMessage')} className="flex flex-col items-end gap-1">
      <p
        className={cn(
          'max-w-[85%] whitespace-pre-wrap break-words rounded-2xl bg-muted px-4 py-2 text-[0.9375rem] leading-relaxed',
          post.error && 'border border-danger-border bg-danger-soft',
        )}
      >
        {post.message.text}
      </p>
      {post.error ? (
        <div role="alert" className="flex flex-wrap items-center justify-end gap-1 text-danger text-sm">
          <span>{problemWords(post.error)}</span>
          <Button variant="danger-ghost" size="sm" onClick={() => onAgain(post)}>
            <RotateCcw aria-hidden />
            {t('sendAgain')}
          </Button>
          <Button variant="ghost" size="sm" onClick={() => onDiscard(post)}>
            <X aria-hidden />
            {t('discard')}
          </Button>
        </div>
      ) : (
        <span className="text-muted-foreground text-xs">{waits ? t('waitsItsTurn') : t('sending')}</span>
      )}
    </article>
  )
}
