// Tries: to bring hostile text into the report by the names that it exports
// @ts-nocheck
const value = 1;
export { value as "\u001b[2J<script>alert(1)</script>", value as "=cmd|' /C calc'!A0" };
