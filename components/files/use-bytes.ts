'use client'

import { useFormatter } from 'next-intl'
import { useCallback } from 'react'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Sizes as people say them: 1.4 MB. A kilobyte is 1,024 bytes, as it is for quotas and memory. */
export function useBytes(): (bytes: number) => string {
  const format = useFormatter()
  return useCallback(
    (bytes) => {
      const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10))
      const unit = UNITS[power]
      const maximumFractionDigits = power === 0 ? 0 : 1
      const unitDisplay = power === 0 ? 'long' : 'short'
      return format.number(bytes / 1024 ** power, { style: 'unit', unit, unitDisplay, maximumFractionDigits })
    },
    [format],
  )
}
