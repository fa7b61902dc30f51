export { ConnectionFault, faultOn } from '../app/connections/connectionFault';
