import { useTranslations } from 'next-intl'
import type { PackageFile } from '#lib/packages/schema.ts'

const SHOWN_CHARS = 20_000

/** Every file of a package, to read before it is let in. */
export function PackageFiles({ files }: { files: readonly PackageFile[] }) {
  const t = useTranslations('market')
  if (files.length === 0) return <p className="text-muted-foreground">{t('noFiles')}</p>
  return (
    <ul className="divide-y rounded-lg border">
      {files.map(({ path, content, encoding }) => (
        <li key={path}>
          <details>
            <summary className="cursor-pointer break-all px-3 py-2 font-mono text-sm">{path}</summary>
            {encoding === 'utf8' ? (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
              <pre tabIndex={0} className="max-h-80 overflow-auto border-t bg-muted px-3 py-2 text-xs">
                {content.slice(0, SHOWN_CHARS)}
              </pre>
            ) : (
              <p className="px-3 pb-2 text-muted-foreground text-sm">{t('noText')}</p>
            )}
          </details>
        </li>
      ))}
    </ul>
  )
}
