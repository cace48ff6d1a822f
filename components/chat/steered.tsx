'use client'

import { CornerDownRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { RunView } from '#lib/runs/schema.ts'

/** Messages that a run took in while it worked, in the place where it did. */
export function Steered({ messages }: { messages: RunView['steering'] }) {
  const t = useTranslations('chat')
  return messages.map(({ message }) => (
    <aside key={message.id} aria-label={t('takenIn', { name: message.authorName })} className="flex justify-end">
      <div className="flex max-w-[85%] flex-col gap-1 rounded-2xl bg-muted px-4 py-2">
        <span className="flex items-center gap-1 text-muted-foreground text-xs">
          <CornerDownRight aria-hidden className="size-3.5" />
          {t('takenIn', { name: message.authorName })}
        </span>
        <p className="whitespace-pre-wrap break-words text-[0.9375rem] leading-relaxed">{message.text}</p>
      </div>
    </aside>
  ))
}
