"""What is counted, how it is charted, and what the chart says."""
