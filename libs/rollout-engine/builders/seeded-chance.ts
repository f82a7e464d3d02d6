export { seededChance } from '@tidings/vocabulary';
