import type { ReactNode } from 'react'

/** One thing that can be done, in words, with what does it. */
export function SettingRow({
  title,
  description,
  children,
}: {
  title: string
  description: string
  children: ReactNode
}) {
  return (
    <div className="flex items-center justify-between gap-4 px-4 py-3 max-sm:flex-col max-sm:items-start">
      <div className="min-w-0">
        <h3 className="font-medium">{title}</h3>
        <p className="text-muted-foreground text-sm">{description}</p>
      </div>
      <div className="shrink-0">{children}</div>
    </div>
  )
}
