import { useTranslations } from 'next-intl'
import { CopyButton } from '#components/chat/copy-button.tsx'

/** A text as it is, letter by letter. */
export function TextBlock({ label, text }: { label: string; text: string }) {
  const t = useTranslations('trace')
  return (
    <div className="group relative min-w-0">
      {/* biome-ignore lint/a11y/useSemanticElements: not a form */}
      <div
        role="group"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-lg border bg-surface p-3 pr-10"
      >
        <pre className="whitespace-pre-wrap break-words font-mono text-xs leading-relaxed">{text}</pre>
      </div>
      <span className="absolute top-1 right-1">
        <CopyButton text={text} label={t('copy')} />
      </span>
    </div>
  )
}
