'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { cn } from '#components/ui/class-names.ts'
import { Section } from '#components/ui/section.tsx'
import type { SandboxView } from '#lib/containers/schema.ts'

interface ContainerListProps {
  sandboxes: readonly SandboxView[]
  chosen: SandboxView | undefined
  onChoose: (threadId: string | null) => void
}

/** An agent with a container for each thread has several. */
export function ContainerList({ sandboxes, chosen, onChoose }: ContainerListProps) {
  const t = useTranslations('sandbox')
  return (
    <Section title={t('containers')}>
      <ul className="flex flex-col divide-y rounded-lg border">
        {sandboxes.map((sandbox) => (
          <li key={sandbox.threadId}>
            <button
              type="button"
              aria-current={sandbox === chosen}
              onClick={() => onChoose(sandbox.threadId)}
              className={cn(
                'flex w-full items-center gap-3 px-3 py-2 text-left hover:bg-hover',
                sandbox === chosen && 'bg-muted',
              )}
            >
              <span className="min-w-0 flex-1 truncate">
                {sandbox.threadId === null ? t('agentsOwn') : sandbox.threadTitle || t('untitledThread')}
              </span>
              <Badge tone={sandbox.state === 'running' ? 'success' : 'neutral'}>{t(`states.${sandbox.state}`)}</Badge>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
