'use client'

import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useState } from 'react'
import { cn } from '#components/ui/class-names.ts'
import { Markdown } from './markdown.tsx'

interface ReasoningProps {
  text: string
  /** The model is at it. */
  isLive: boolean
}

/** How a model came to its answer: open while it thinks, folded afterwards, as the reader likes. */
export const Reasoning = memo(function Reasoning({ text, isLive }: ReasoningProps) {
  const t = useTranslations('chat')
  const [choice, setChoice] = useState<boolean | null>(null)
  const isOpen = choice ?? isLive
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setChoice(!isOpen)}
        className="flex items-center gap-1 rounded text-muted-foreground text-sm hover:text-foreground max-md:min-h-10"
      >
        <ChevronRight aria-hidden className={cn('size-3.5 transition-transform', isOpen && 'rotate-90')} />
        {isLive ? t('thinking') : t('thoughts')}
      </button>
      {isOpen && (
        <div className="mt-1 border-l-2 pl-3 text-muted-foreground text-sm">
          <Markdown isStreaming={isLive}>{text}</Markdown>
        </div>
      )}
    </div>
  )
})
