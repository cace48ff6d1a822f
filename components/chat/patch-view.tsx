import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { cn } from '#components/ui/class-names.ts'
import { type PatchLine, patchLines } from './patch.ts'

const styles: Record<PatchLine['kind'], string> = {
  added: 'bg-success-soft text-success',
  removed: 'bg-danger-soft text-danger',
  same: '',
  hunk: 'bg-muted text-muted-foreground',
}
const signs: Record<PatchLine['kind'], string> = { added: '+', removed: '−', same: ' ', hunk: ' ' }

interface PatchViewProps {
  patch: string
  /** For prose, whose lines are paragraphs. */
  isWrapped?: boolean
}

/** A change, line by line. */
export function PatchView({ patch, isWrapped = false }: PatchViewProps) {
  const t = useTranslations('chat')
  const lines = useMemo(() => patchLines(patch), [patch])
  const whiteSpace = isWrapped ? 'whitespace-pre-wrap' : 'whitespace-pre'
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-96 overflow-auto py-1 font-mono text-xs leading-relaxed focus-visible:outline-offset-[-2px]"
    >
      <div className={isWrapped ? 'wrap-anywhere' : 'w-max min-w-full'}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a patch do not move
          <div key={index} className={cn('flex px-3', whiteSpace, styles[line.kind])}>
            <span aria-hidden className="w-4 shrink-0 select-none">
              {signs[line.kind]}
            </span>
            {(line.kind === 'added' || line.kind === 'removed') && (
              <span className="sr-only">{t(`patch.${line.kind}`)}: </span>
            )}
            <span>{line.text || ' '}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
