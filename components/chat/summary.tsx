'use client'

import { ChevronRight, FoldVertical } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { cn } from '#components/ui/class-names.ts'
import type { StepView } from '#lib/runs/schema.ts'
import { Markdown } from './markdown.tsx'

/** Where the conversation outgrew the model's window: what the agent remembers of it from here on. */
export function Summary({ step, isLive }: { step: StepView; isLive: boolean }) {
  const t = useTranslations('chat')
  const [isOpen, setOpen] = useState(false)
  const text = step.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
  return (
    <section aria-label={t('summary')} data-part="summary" className="rounded-lg border border-dashed px-3 py-2">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex w-full items-center gap-2 rounded text-left text-muted-foreground text-sm hover:text-foreground max-md:min-h-10"
      >
        <ChevronRight aria-hidden className={cn('size-3.5 shrink-0 transition-transform', isOpen && 'rotate-90')} />
        <FoldVertical aria-hidden className="size-4 shrink-0" />
        {isLive ? t('summarising') : t('summarised')}
      </button>
      {isOpen && (
        <div className="mt-2 text-sm">
          <p className="mb-2 text-muted-foreground text-xs">{t('summaryHint')}</p>
          <Markdown isStreaming={isLive}>{text}</Markdown>
        </div>
      )}
    </section>
  )
}
