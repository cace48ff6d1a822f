import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import type { ScanReport } from '#lib/scan/schema.ts'

const tones = { critical: 'danger', high: 'warning', medium: 'neutral', low: 'neutral' } as const

/** What the security check found, by file and line, the worst first. */
export function Findings({ report, onOpen }: { report: ScanReport; onOpen?: (path: string) => void }) {
  const t = useTranslations('skills')
  if (report.findings.length === 0) return <p className="text-muted-foreground">{t('noFindings')}</p>
  return (
    <div className="flex flex-col gap-2">
      <ul className="divide-y rounded-lg border">
        {report.findings.map((finding) => {
          const { path, line, severity, reason, excerpt } = finding
          const where = line > 0 ? `${path}, ${t('line', { line })}` : path
          return (
            <li key={`${path}:${line}:${reason}`} className="flex flex-col gap-1 px-3 py-2">
              <span className="flex flex-wrap items-center gap-2">
                <Badge tone={tones[severity]}>{t(`severities.${severity}`)}</Badge>
                <span className="font-medium">{t(`reasons.${reason}`)}</span>
                {onOpen ? (
                  <button
                    type="button"
                    className="text-accent text-sm underline-offset-2 hover:underline"
                    onClick={() => onOpen(path)}
                  >
                    {where}
                  </button>
                ) : (
                  <span className="text-muted-foreground text-sm">{where}</span>
                )}
              </span>
              <code className="break-all text-muted-foreground text-xs">{excerpt}</code>
            </li>
          )
        })}
      </ul>
      {report.omitted > 0 && <p className="text-muted-foreground text-sm">{t('omitted', { count: report.omitted })}</p>}
    </div>
  )
}
