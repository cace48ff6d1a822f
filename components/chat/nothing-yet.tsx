'use client'

import { MessageSquareDashed } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

// The demo model understands these too, in both languages; docs/DEMO-MODEL.md.
const examples = ['examples.script', 'examples.page', 'examples.files'] as const

interface NothingYetProps {
  agentName: string
  /** Absent for who may only watch. */
  onExample: ((text: string) => void) | undefined
}

/** A thread in which nothing was said yet. */
export function NothingYet({ agentName, onExample }: NothingYetProps) {
  const t = useTranslations('chat')
  return (
    <EmptyState
      icon={MessageSquareDashed}
      title={t('emptyTitle', { agent: agentName })}
      description={t('emptyDescription')}
      action={
        onExample && (
          <ul aria-label={t('examplesLabel')} className="flex flex-col items-center gap-2">
            {examples.map((example) => (
              <li key={example}>
                <Button size="sm" className="rounded-full" onClick={() => onExample(t(example))}>
                  {t(example)}
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    />
  )
}
