/** The script of a receipt that can no longer be corrected. */
import { addReceiptButtons } from './receipt-buttons.ts'

addReceiptButtons()
